package dev.loulan.benchmarks.settlement;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.ProofSource;
import dev.loulan.clearing.statement.StatementBook;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.split.Waterfall;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The host's statement of one shelf's day, each sale with its proof. */
final class ShelfStatements implements ProofSource {
  private final ShelfLog shelf;
  private final TermsDocument terms;
  private final List<Bytes> hashes;
  private final Map<Subtree, Bytes> nodes = new HashMap<>();
  private final MerkleTree tree = new MerkleTree(this::node);

  ShelfStatements(ShelfLog shelf, TermsDocument terms) {
    this.shelf = shelf;
    this.terms = terms;
    this.hashes = shelf.leaves().stream().map(TreeHash::leaf).toList();
  }

  /** The host's statement only. */
  void host(Consumer<Bundle> taker) {
    StatementBook book = new StatementBook(this);
    book.add(Fields.of(day(), "statement"));
    String host = terms.terms().partyOf(ShareRole.HOST).partyId();
    taker.accept(book.statement("host", host, ShelfLog.day().substring(0, 7)));
  }

  /** What the contract would say of the day. */
  private Json day() {
    Waterfall waterfall = new Waterfall(terms.terms());
    List<Json> lines = new ArrayList<>();
    for (int seq = 0; seq < shelf.leaves().size(); seq++) {
      if (EntryCodec.decode(shelf.leaves().get(seq)).body() instanceof Sale sale) {
        lines.add(
            group()
                .text("kind", "sale")
                .text("saleId", shelf.id(seq))
                .integer("gross", sale.lineTotalMinor())
                .array(
                    "shares",
                    shares(
                        "exact", waterfall.split(VerifiedDay.lines(sale), true).tenThousandths()))
                .build());
      }
    }
    Json posting =
        group().array("shares", shares("amount", VerifiedDay.settle(shelf, terms.terms()))).build();
    return new JsonObjectBuilder()
        .text("day", ShelfLog.day())
        .integer("run", 1)
        .text("currency", "USD")
        .array("lines", lines)
        .array("postings", List.of(posting))
        .build();
  }

  private JsonObjectBuilder group() {
    return new JsonObjectBuilder()
        .text("agreementId", terms.terms().agreementId())
        .integer("version", terms.terms().version())
        .text("shelf", shelf.device());
  }

  private List<Json> shares(String name, List<Long> amounts) {
    List<Json> shares = new ArrayList<>();
    Terms version = terms.terms();
    for (int i = 0; i < amounts.size(); i++) {
      shares.add(
          new JsonObjectBuilder()
              .text("party", version.parties().get(i).role().word())
              .text("partyId", version.parties().get(i).partyId())
              .integer(name, amounts.get(i))
              .build());
    }
    return shares;
  }

  private Bytes node(Subtree node) {
    Bytes known = nodes.get(node);
    if (known == null) {
      known =
          MerkleTree.rootOf(
              hashes.subList(Math.toIntExact(node.from()), Math.toIntExact(node.to())));
      nodes.put(node, known);
    }
    return known;
  }

  @Override
  public String proof(String entryId) {
    int seq = Integer.parseInt(entryId.substring(entryId.lastIndexOf(':') + 1));
    return new EntryProof(
            Bytes.of(shelf.leaves().get(seq)),
            seq,
            tree.inclusion(seq, hashes.size()),
            shelf.head())
        .encode();
  }

  @Override
  public String vkey(String deviceId) {
    return shelf.key().encode();
  }

  @Override
  public Json agreement(String idAndVersion) {
    return new JsonObjectBuilder().json("terms", terms.json()).build();
  }

  @Override
  public Json adjustment(String target) {
    throw new IllegalStateException("Nothing was decided about " + target);
  }

  @Override
  public List<Bundle.CloseRef> closes(String day, String name) {
    return List.of(
        new Bundle.CloseRef(day, name, shelf.device(), shelf.id(shelf.leaves().size() - 1L)));
  }
}
