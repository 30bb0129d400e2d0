import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followFeed } from "./core/live.ts";
import { keepSending } from "./core/outbox.ts";
import { Frame } from "./views/frame.tsx";
import "./style.css";
import "./views.css";
import "./sheet.css";
import "./stations.css";
import "./conference.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: 1, retryDelay: 800, networkMode: "always", refetchOnWindowFocus: true },
    mutations: { networkMode: "always" },
  },
});

const root = document.body.appendChild(document.createElement("div"));
root.id = "app";
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Frame />
    </QueryClientProvider>
  </StrictMode>,
);
followFeed(queries);
keepSending(queries);
