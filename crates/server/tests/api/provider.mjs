// A real OpenID Connect provider on loopback: prints its issuer, ends with its standard input.
//
// Below /test it counts requests (/test/counts), replaces its keys (/test/rotate), and stops responding (/test/hang),
// responds with errors (/test/fail) or normally again (/test/work).
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = {
  ada: {
    sub: "ada",
    name: "Ada Lovelace",
    preferred_username: "ada@example.com",
    email: "ada@example.com",
    email_verified: true,
    roles: ["mci-admins"],
  },
  bob: { sub: "bob", name: "Bob", preferred_username: "bob@example.com", email: "bob@example.com", roles: ["others"] },
  // Claims of other types than the specification says, as some providers send them.
  odd: {
    sub: "odd",
    name: "",
    preferred_username: "odd@example.com",
    email: ["odd@example.com"],
    email_verified: "true",
    updated_at: "2026-11-22T10:00:00Z",
    locale: 1053,
    roles: ["mci-admins"],
  },
  // Nothing but a subject.
  bare: { sub: "bare", name: null, preferred_username: "", email: null, email_verified: null },
};

const callback = ["http://127.0.0.1/api/v1/oidc/callback"];

function newKeys() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { keys: [{ ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" }] };
}

function create(issuer) {
  return new Provider(issuer, {
    clients: [
      { client_id: "public", token_endpoint_auth_method: "none", application_type: "native", redirect_uris: callback },
      {
        client_id: "secret",
        client_secret: "kept in the environment",
        application_type: "native",
        redirect_uris: callback,
      },
    ],
    jwks: newKeys(),
    pkce: { required: () => true },
    claims: {
      openid: ["sub", "roles"],
      profile: ["name", "preferred_username", "updated_at", "locale"],
      email: ["email", "email_verified"],
    },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: async () => people[id] ?? { sub: id } }),
    cookies: { keys: ["only for tests"] },
  }).callback();
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let provider = create(issuer);
  let mode = "work";
  const counts = {};
  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url, issuer);
    if (pathname.startsWith("/test/")) {
      const command = pathname.slice("/test/".length);
      if (command === "rotate") provider = create(issuer);
      else if (command !== "counts") mode = command;
      response.end(JSON.stringify(counts));
      return;
    }
    counts[pathname] = (counts[pathname] ?? 0) + 1;
    if (mode === "hang") return;
    if (mode === "fail") {
      response.writeHead(503, { "Content-Type": "text/html" }).end("<h1>Out of order</h1>");
      return;
    }
    provider(request, response);
  });
  console.log(issuer);
});
process.stdin.on("end", () => process.exit()).resume();
