package dev.loulan.chaincode;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.hyperledger.fabric.contract.ClientIdentity;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by the client's certificate. The organisation's MSP id begins with its role ({@code
 * OperatorMSP}, {@code Supplier2MSP}); the attribute {@code loulan.party} names the party that the
 * holder acts for, or {@code *} where the organisation lets it act for each party of its role.
 */
final class Callers {
  static final String ATTRIBUTE = "loulan.party";
  static final String ANY = "*";

  private Callers() {}

  /** The caller, when its certificate allows it to act for the party that the call states. */
  static Caller of(ChaincodeStub stub, String statedParty) {
    try {
      ClientIdentity identity = new ClientIdentity(stub);
      @Nullable String party = identity.getAttributeValue(ATTRIBUTE);
      if (party == null || !(party.equals(ANY) || party.equals(statedParty))) {
        throw new ContractException(
            ContractCode.NOT_AUTHORISED,
            "The certificate's attribute "
                + ATTRIBUTE
                + " is "
                + (party == null ? "missing" : "'" + party + "'")
                + ", the call is made for party '"
                + statedParty
                + "'");
      }
      return new Caller(statedParty, role(identity.getMSPID()));
    } catch (CertificateException | IOException e) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED, "The client's certificate cannot be read");
    }
  }

  static PartyRole role(String mspId) {
    for (PartyRole role : PartyRole.values()) {
      if (mspId.toLowerCase(Locale.ROOT).startsWith(role.word())) {
        return role;
      }
    }
    throw new ContractException(
        ContractCode.NOT_AUTHORISED,
        "The MSP id '" + mspId + "' does not begin with a role of the consortium");
  }
}
