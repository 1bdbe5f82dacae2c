// A real OpenID Connect provider on loopback: prints its issuer, ends with its standard input.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = {
  ada: {
    sub: "ada",
    name: "Ada Lovelace",
    preferred_username: "ada@example.com",
    email: "ada@example.com",
    roles: ["mci-admins"],
  },
  bob: { sub: "bob", name: "Bob", preferred_username: "bob@example.com", email: "bob@example.com", roles: ["others"] },
};

const callback = ["http://127.0.0.1/api/v1/oidc/callback"];
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: "public", token_endpoint_auth_method: "none", application_type: "native", redirect_uris: callback },
      {
        client_id: "secret",
        client_secret: "kept in the environment",
        application_type: "native",
        redirect_uris: callback,
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "roles"], profile: ["name", "preferred_username"], email: ["email"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: async () => people[id] ?? { sub: id } }),
    cookies: { keys: ["only for tests"] },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.on("end", () => process.exit()).resume();
