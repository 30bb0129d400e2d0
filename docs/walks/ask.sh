# Sourced by the README's loop and by the walks, in sh or bash, from the repository's folder.
# A duty signs in once, and its cookie stays in a folder of this shell.
HUB=${HUB:-http://localhost:4000}
JARS=$(mktemp -d)

sign() { # duty
  curl -s -c "$JARS/$1" -o /dev/null "$HUB/auth/dev" -H 'content-type: application/json' \
    -d "{\"principalId\":\"$1\"}"
}

ask() { # duty, published operation, variables
  [ -f "$JARS/$1" ] || sign "$1"
  QUERY=$(sed -e 's/#.*//' -e 's/"/\\"/g' "schema/operations/$2.graphql" | tr '\n' ' ')
  printf '{"query":"%s","variables":%s}' "$QUERY" "${3:-{\}}" |
    curl -s -b "$JARS/$1" "$HUB/graphql" -H "origin: $HUB" -H 'content-type: application/json' -d @-
}

act() { # duty, published mutation, its input; every write has a key, so that twice is once
  ask "$1" "$2" "{\"input\":{\"idempotencyKey\":\"$(key)\",${3#\{}}"
}

get() { # what is wanted of the answer, in JavaScript; a refusal is printed instead
  node -e 'const { data, errors } = JSON.parse(fs.readFileSync(0, "utf8"));
    const refused = errors ?? Object.values(data).flatMap((answer) => answer?.refusals ?? []);
    if (refused.length > 0) { console.error(refused); process.exit(1); }
    console.log(eval(process.argv[1]));' "$1"
}

key() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

org() { printf 'Organization:%s' "$1" | base64 | tr -d '=\n'; } # ORG-G01 → its global id

duty() { # organization's global id, post → usr-g06-keeper: so the drill's duties are named
  node -p '"usr-" + Buffer.from(process.argv[1], "base64url").toString().split(":ORG-")[1].toLowerCase()
    + "-" + process.argv[2]' "$1" "$2"
}

now() { node -p 'new Date().toISOString()'; }
