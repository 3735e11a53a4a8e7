package dev.loulan.contract.state;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The arguments of one call, read by place; whatever is wrong with them is {@code MALFORMED}. */
public final class Arguments {
  private final String function;
  private final List<byte[]> args;

  public Arguments(String function, List<byte[]> args, int expected) {
    this.function = function;
    this.args = args;
    if (args.size() != expected) {
      throw malformed("takes " + expected + " arguments, found " + args.size());
    }
  }

  public byte[] bytes(int place) {
    return args.get(place).clone();
  }

  public String text(int place) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(args.get(place)))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("argument " + place + " is not UTF-8 text");
    }
  }

  public long number(int place) {
    String text = text(place);
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 15) {
      throw malformed("argument " + place + " is no number: '" + text + "'");
    }
    return Long.parseLong(text);
  }

  public String id(int place, String what) {
    return Key.requireId(text(place), what);
  }

  public BusinessDay day(int place) {
    return new BusinessDay(text(place));
  }

  public Currency currency(int place) {
    return new Currency(text(place));
  }

  public Fields document(int place) {
    return Fields.of(JsonReader.read(args.get(place)), function);
  }

  private ContractException malformed(String what) {
    return new ContractException(ContractCode.MALFORMED, function + ": " + what);
  }
}
