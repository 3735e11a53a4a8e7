package dev.loulan.sync.ledger;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A call as bytes, as it is stored before it is sent: {@code [function, [args], {transient}]}. */
public final class Envelope {
  private Envelope() {}

  public static byte[] encode(ContractCall call) {
    CBORObject args = CBORObject.NewArray();
    call.args().forEach(args::Add);
    CBORObject hidden = CBORObject.NewOrderedMap();
    call.transientData().forEach(hidden::Add);
    return CBORObject.NewArray().Add(call.function().word()).Add(args).Add(hidden).EncodeToBytes();
  }

  public static ContractCall decode(byte[] bytes) {
    CBORObject array = CBORObject.DecodeFromBytes(bytes);
    List<byte[]> args = new ArrayList<>();
    for (CBORObject arg : array.get(1).getValues()) {
      args.add(arg.GetByteString());
    }
    Map<String, byte[]> hidden = new TreeMap<>();
    for (CBORObject name : array.get(2).getKeys()) {
      hidden.put(name.AsString(), array.get(2).get(name).GetByteString());
    }
    return new ContractCall(
        ContractFunction.ofWord(array.get(0).AsString()).orElseThrow(), args, hidden);
  }
}
