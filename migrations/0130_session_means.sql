-- How a session began. A hub one version before signs in by name only, and writes no means.
alter table qipan.session add column means text not null default 'DEV'
  constraint session_means check (means in ('OIDC', 'DEV'));
