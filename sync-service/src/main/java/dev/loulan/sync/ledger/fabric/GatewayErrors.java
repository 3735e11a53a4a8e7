package dev.loulan.sync.ledger.fabric;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import io.grpc.Status;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperledger.fabric.client.GatewayException;

/** Reads what a gateway's error says. */
final class GatewayErrors {
  private static final Pattern CONTRACT =
      Pattern.compile("chaincode response 500, ([A-Z_]+): ([^\\n]*)");

  private GatewayErrors() {}

  /** The error of the contract itself, when it is one. */
  static Optional<ContractException> ofContract(GatewayException e) {
    Matcher matcher = CONTRACT.matcher(text(e));
    while (matcher.find()) {
      for (ContractCode code : ContractCode.values()) {
        if (code.name().equals(matcher.group(1))) {
          return Optional.of(new ContractException(code, matcher.group(2)));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the peers came to different results, as they do when one is a block behind: the same
   * call may be endorsed a moment later. So is an error of the contract at another organisation's
   * peer, for the gateway asks those only after its own peer endorsed.
   */
  static boolean isDisagreement(GatewayException e, PeerConnection peer) {
    boolean elsewhere =
        !e.getDetails().isEmpty()
            && e.getDetails().stream()
                .noneMatch(detail -> detail.getMspId().equals(peer.peer().mspId()));
    return (elsewhere && ofContract(e).isPresent())
        || (e.getStatus().getCode() == Status.Code.ABORTED && text(e).contains("do not match"));
  }

  /** All that it says, in one text. */
  static String text(GatewayException e) {
    StringBuilder text = new StringBuilder(String.valueOf(e.getStatus().getDescription()));
    e.getDetails()
        .forEach(detail ->
            text.append("\n")
                .append(detail.getMspId())
                .append(' ')
                .append(detail.getAddress())
                .append(": ")
                .append(detail.getMessage()));
    return text.toString();
  }

  /** A sentence for a person: what was tried, where, what came back. */
  static String sentence(String what, PeerConnection peer, GatewayException e) {
    return "%s by %s: %s %s"
        .formatted(
            what, peer.peer().address(), e.getStatus().getCode(), text(e).replace('\n', ' '));
  }
}
