package dev.loulan.contract;

/**
 * Who calls, as the ledger vouches for it: on Fabric the party attribute of the client certificate,
 * in the embedded ledger the account or device that the server authenticated.
 *
 * @param partyId the party that the caller acts for
 * @param role the party's role in the consortium
 */
public record Caller(String partyId, PartyRole role) {}
