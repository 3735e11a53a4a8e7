package dev.loulan.cli.line;

import dev.loulan.cli.server.AdminClient;
import dev.loulan.cli.server.AgreementWord;
import dev.loulan.cli.server.DeviceWord;
import dev.loulan.cli.server.PartyWord;
import dev.loulan.cli.shelf.ShelfDocuments;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.provisioning.party.PartyKey;
import java.util.List;

/** What three parties do once for a shelf: keys, an agreement, a device, planogram and prices. */
final class ShelfRegistration {
  private static final List<ShareRole> SIGNERS =
      List.of(ShareRole.OPERATOR, ShareRole.HOST, ShareRole.SUPPLIER);

  private final AdminClient admin;
  private final ShelfSetup setup;
  private final SeededKeys keys;

  ShelfRegistration(AdminClient admin, ShelfSetup setup) {
    this.admin = admin;
    this.setup = setup;
    this.keys = new SeededKeys(setup.seed());
  }

  /** The operator's public key, base64: the agent takes documents signed with it only. */
  String operatorKey() {
    String operator = setup.terms().terms().partyOf(ShareRole.OPERATOR).partyId();
    return keys.of(operator).publicKey().base64();
  }

  /** Does all of it and returns the device's one-time claim. */
  String register() {
    Terms terms = setup.terms().terms();
    for (SharingParty party : terms.parties()) {
      if (party.role().shares() && party.role() != ShareRole.PROMOTER) {
        String id = party.partyId();
        admin.post("/parties", PartyWord.registration(id, party.role().word(), id, keys.of(id)));
      }
    }
    AgreementWord.propose(admin, setup.terms());
    for (ShareRole role : SIGNERS) {
      String id = terms.partyOf(role).partyId();
      AgreementWord.sign(admin, setup.terms(), id, keys.of(id));
    }
    String claim = addDevice(terms);
    pushDocuments(terms);
    return claim;
  }

  private String addDevice(Terms terms) {
    return admin
        .post(
            "/devices",
            DeviceWord.registration(
                setup.device(),
                setup.shelf(),
                "site-1",
                terms.partyOf(ShareRole.OPERATOR).partyId(),
                setup.zone(),
                setup.cutoff(),
                setup.currency(),
                setup.openShelf()))
        .text("claim");
  }

  private void pushDocuments(Terms terms) {
    PartyKey operator = keys.of(terms.partyOf(ShareRole.OPERATOR).partyId());
    String path = "/devices/" + setup.device() + "/documents";
    admin.post(
        path,
        ShelfDocuments.sign(
            operator, "planogram", setup.device(), 1, setup.documentsFrom(), setup.planogram()));
    admin.post(
        path,
        ShelfDocuments.sign(
            operator, "prices", setup.device(), 1, setup.documentsFrom(), setup.prices()));
  }
}
