package dev.loulan.fabric.shim;

import dev.loulan.chaincode.LoulanChaincode;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Definition;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.TestLedger;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.hyperledger.fabric.shim.Chaincode.Response;

/**
 * The two chaincodes as a peer runs them, over state in memory: their arguments, certificates,
 * answers, errors and events are Fabric's, and one asks the other by a call. Like a peer it keeps
 * what a call wrote only when the call succeeded, and shows a call nothing of its own writes.
 */
final class ShimLedger implements TestLedger {
  private final TreeMap<String, byte[]> state = new TreeMap<>();
  private final List<String> events = new ArrayList<>();
  private final Map<Definition, LoulanChaincode> chaincodes = new EnumMap<>(Definition.class);

  ShimLedger() {
    for (Definition definition : Definition.values()) {
      chaincodes.put(definition, new LoulanChaincode(definition, name(definition) + ":test"));
    }
  }

  @Override
  public Reply invoke(Caller caller, ContractCall call) {
    StubCall stub = simulate(caller, call);
    if (call.function().writes()) {
      state.putAll(stub.writes());
      stub.deleted().forEach(state::remove);
      stub.event().ifPresent(this::announce);
    }
    return reply(stub.answer());
  }

  /** What an endorser does: the call reads and writes, and nothing is kept. */
  StubCall simulate(Caller caller, ContractCall call) {
    List<byte[]> args = new ArrayList<>();
    args.add(bytes(call.function().word()));
    args.add(bytes(caller.partyId()));
    args.addAll(call.args());
    StubCall stub =
        new StubCall(this, call.function().definition(), args, call.transientData(), caller.role());
    Response answer = run(stub);
    if (answer.getStatus() != Response.Status.SUCCESS) {
      throw refusal(String.valueOf(answer.getMessage()));
    }
    stub.answered(answer.getPayload());
    return stub;
  }

  /** What is committed. */
  NavigableMap<String, byte[]> state() {
    return state;
  }

  Response run(StubCall call) {
    return Objects.requireNonNull(chaincodes.get(call.definition())).invoke(call.stub());
  }

  static String name(Definition definition) {
    return definition.name().toLowerCase(Locale.ROOT);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void announce(byte[] bundle) {
    Json.Arr all = (Json.Arr) JsonReader.read(bundle);
    all.items().forEach(event -> events.add(Fields.of(event, "event").text("name")));
  }

  private static ContractException refusal(String message) {
    int colon = message.indexOf(": ");
    return new ContractException(
        ContractCode.valueOf(message.substring(0, colon)), message.substring(colon + 2));
  }

  private static Reply reply(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    ContractCode code = ContractCode.valueOf(text.substring(0, end));
    byte[] payload = Arrays.copyOfRange(answer, end + 1, answer.length);
    return code == ContractCode.OK ? Reply.done(payload) : Reply.refused(code, payload);
  }

  @Override
  public List<String> dump() {
    List<String> lines = new ArrayList<>();
    state.forEach((key, value) -> lines.add(key + "=" + HexFormat.of().formatHex(value)));
    return lines;
  }

  @Override
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {}
}
