package dev.loulan.sync.hooks;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Where web hooks may go: over HTTPS to public addresses, so that nobody can make the server call
 * what only the server reaches. Hosts that the operator's configuration names are exempt.
 *
 * @param trusted host names and addresses, as they stand in the URLs
 */
public record HookTarget(Set<String> trusted) {
  private static final int MAX_LENGTH = 2_000;

  public HookTarget {
    trusted = Set.copyOf(trusted);
  }

  /**
   * Checks a URL and all addresses that its host has now. The Java runtime keeps what a name
   * resolved to for some seconds, so a connection made at once goes to an address that was checked.
   *
   * @throws HookException when nothing may be sent there
   */
  public void require(URI url) {
    String host = url.getHost();
    if (host == null || url.toString().length() > MAX_LENGTH || url.getRawFragment() != null) {
      throw new HookException("A web hook needs a URL such as https://example.com/hook.");
    }
    if (url.getRawUserInfo() != null) {
      throw new HookException("A web hook's URL holds no user name or password.");
    }
    String bare = bare(host);
    boolean exempt = trusted.contains(bare);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && exempt)) {
      throw new HookException("A web hook's URL begins with https://, found '" + scheme + "'.");
    }
    if (exempt) {
      return;
    }
    for (InetAddress address : addresses(bare)) {
      if (!isPublic(address)) {
        throw new HookException(
            "%s is not a public address; loulan.server.hook-hosts names the inner hosts that web hooks may reach."
                .formatted(host));
      }
    }
  }

  private static InetAddress[] addresses(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new HookException("The host " + host + " of the web hook is not known.");
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  /** RFC 6890: this network, shared and benchmarking ranges, protocol assignments, reserved. */
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first != 0
        && first < 240
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0 && (third == 0 || third == 2))
        && !(first == 198 && (second == 18 || second == 19));
  }

  /** Global unicast only, without ranges that carry another address in them. */
  private static boolean isPublic6(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean global = first >= 0x20 && first < 0x40;
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    return global && !sixToFour && !teredo;
  }
}
