package dev.loulan.sync.hooks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookTargetTest {
  private static final HookTarget TARGET = new HookTarget(Set.of("erp.inner", "10.1.2.3"));

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://93.184.216.34/hook",
        "https://[2606:2800:220:1::1]:8443/hook?x=1",
        "http://10.1.2.3/hook",
        "https://erp.inner/hook"
      })
  void takes(String url) {
    assertThatCode(() -> TARGET.require(URI.create(url))).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://93.184.216.34/hook",
        "ftp://93.184.216.34/hook",
        "file:///etc/passwd",
        "https:/hook",
        "https://user:secret@93.184.216.34/hook",
        "https://93.184.216.34/hook#x",
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://[::1]/hook",
        "https://[::ffff:127.0.0.1]/hook",
        "https://[fe80::1]/hook",
        "https://[fd00::1]/hook",
        "https://[2002:7f00:1::]/hook",
        "https://[2001:0:7f00:1::]/hook",
        "https://0.0.0.0/hook",
        "https://10.0.0.1/hook",
        "https://10.1.2.4/hook",
        "https://172.16.0.1/hook",
        "https://192.168.1.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/hook",
        "https://198.18.0.1/hook",
        "https://192.0.0.1/hook",
        "https://224.0.0.1/hook",
        "https://255.255.255.255/hook",
        "https://2130706433/hook",
        "https://no-such-host.invalid/hook"
      })
  void refuses(String url) {
    assertThatThrownBy(() -> TARGET.require(URI.create(url))).isInstanceOf(HookException.class);
  }
}
