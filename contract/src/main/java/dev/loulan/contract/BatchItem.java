package dev.loulan.contract;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;

/** One item of a batch: an entry in full, or a run of entries by the hash of their subtree. */
public sealed interface BatchItem {

  /** An entry's whole bytes. */
  record Leaf(Bytes bytes) implements BatchItem {}

  /** The 2^level entries that begin at a multiple of 2^level, by their RFC 6962 hash. */
  record Hidden(int level, Bytes hash) implements BatchItem {}

  /**
   * The items for consecutive entries: those of types that the contract acts on in full, the rest
   * by hash.
   *
   * @param from index of the first entry
   */
  static List<BatchItem> of(long from, List<byte[]> leaves) {
    List<BatchItem> items = new ArrayList<>();
    List<Bytes> run = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      byte[] leaf = leaves.get(i);
      if (isActedOn(leaf)) {
        items.addAll(hidden(from + i - run.size(), run));
        items.add(new Leaf(Bytes.of(leaf)));
        run.clear();
      } else {
        run.add(TreeHash.leaf(leaf));
      }
    }
    items.addAll(hidden(from + leaves.size() - run.size(), run));
    return List.copyOf(items);
  }

  /** The CBOR array that travels as transient data. */
  static byte[] encode(List<BatchItem> items) {
    CBORObject array = CBORObject.NewArray();
    for (BatchItem item : items) {
      switch (item) {
        case Leaf leaf -> array.Add(CBORObject.FromObject(leaf.bytes().toArray()));
        case Hidden hidden ->
            array.Add(
                CBORObject.NewArray()
                    .Add(hidden.level())
                    .Add(CBORObject.FromObject(hidden.hash().toArray())));
      }
    }
    return array.EncodeToBytes();
  }

  /**
   * Reads what {@link #encode} writes.
   *
   * @throws ContractException with {@code MALFORMED} when the bytes are nothing of the kind
   */
  static List<BatchItem> decode(byte[] bytes) {
    try {
      CBORObject array = CBORObject.DecodeFromBytes(bytes);
      requireItem(array.getType() == CBORType.Array);
      List<BatchItem> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        items.add(item(array.get(i)));
      }
      return List.copyOf(items);
    } catch (CBORException e) {
      throw new ContractException(ContractCode.MALFORMED, "The batch's items are not CBOR");
    }
  }

  private static BatchItem item(CBORObject value) {
    if (value.getType() == CBORType.ByteString) {
      return new Leaf(Bytes.of(value.GetByteString()));
    }
    requireItem(value.getType() == CBORType.Array && value.size() == 2);
    CBORObject level = value.get(0);
    CBORObject hash = value.get(1);
    requireItem(level.isNumber() && level.AsNumber().CanFitInInt32());
    requireItem(hash.getType() == CBORType.ByteString);
    return new Hidden(level.AsInt32Value(), Bytes.of(hash.GetByteString()));
  }

  private static void requireItem(boolean sound) {
    if (!sound) {
      throw new ContractException(
          ContractCode.MALFORMED, "An item of a batch is bytes or [level, hash]");
    }
  }

  private static List<Hidden> hidden(long from, List<Bytes> leafHashes) {
    List<Hidden> items = new ArrayList<>();
    for (Subtree node : Subtree.cover(from, from + leafHashes.size())) {
      int begin = Math.toIntExact(node.from() - from);
      int end = Math.toIntExact(node.to() - from);
      items.add(new Hidden(node.level(), MerkleTree.rootOf(leafHashes.subList(begin, end))));
    }
    return items;
  }

  private static boolean isActedOn(byte[] leaf) {
    try {
      return EntryCodec.decode(leaf).type().onLedger();
    } catch (EntryFormatException e) {
      return true; // sent in full, so that the contract names it
    }
  }
}
