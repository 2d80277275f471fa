package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A loader that does on an object whatever its name says. */
class EachTest {
    private static final String LOADER = """
            case ${1##*/} in
              fine) printf 'accepted\\tp\\t7\\n' ;;
              crash) printf 'accepted\\tp\\t1'; echo 'free(): invalid pointer' >&2; kill -ABRT $$ ;;
              chatter) head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 1 ;;
              fail) echo 'out of luck' >&2; exit 3 ;;
              hang) printf 'accepted\\tp\\t7\\n'; sleep 86399 & wait ;;
              leave) sleep 86398 & printf 'accepted\\tp\\t7\\n' ;;
              pin) mkdir /sys/fs/bpf/skep-each && printf 'accepted\\tp\\t7\\n' ;;
              devices) printf 'accepted\\t%s\\t7\\n' $(sed -n 's/^ *\\(.*\\):.*/\\1/p' /proc/net/dev) ;;
            esac
            """;

    private static List<JudgedObject> judge(Loader as, String... objects) {
        return judge(as, Duration.ofMinutes(1), objects);
    }

    private static List<JudgedObject> judge(Loader as, Duration limit, String... objects) {
        Driver real = Drivers.require(Loader.GEN_OBJECT);
        Driver driver = new Driver(as, real.files(), real.each(), List.of("/bin/sh", "-c", LOADER, "sh"));
        List<Path> paths = Stream.of(objects).map(Path::of).collect(Collectors.toList());
        return HostRun.judge(driver, Request.load().within(limit), paths);
    }

    private static List<Verdict> verdicts(List<JudgedObject> objects) {
        return objects.stream()
                .flatMap(object -> object.judgements().stream())
                .map(Judgement::verdict)
                .collect(Collectors.toList());
    }

    private static Verdict accepted() {
        return new Verdict.Accepted(OptionalInt.of(7), "");
    }

    @Test
    void judgesTheRestAfterACrash() {
        assertThat(verdicts(judge(Loader.AYA, "fine", "crash", "fail", "fine")))
                .containsExactly(
                        accepted(),
                        new Verdict.Refused(
                                "the loader died of Aborted: free(): invalid pointer", "free(): invalid pointer\n"),
                        new Verdict.Refused("the loader ended with exit code 3: out of luck", "out of luck\n"),
                        accepted());
    }

    @Test
    void leavesOutTheMiddleOfALongLog() {
        assertThat(verdicts(judge(Loader.AYA, "chatter")))
                .singleElement()
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.log())
                        .hasSizeBetween(1 << 20, (1 << 20) + 10)
                        .contains("x\n[…]\nx"));
    }

    @Test
    void judgesTheRestAfterAHang() {
        assertThat(verdicts(judge(Loader.AYA, Duration.ofSeconds(2), "hang", "fine")))
                .containsExactly(accepted(), new Verdict.Refused("no verdict within 2 s", ""), accepted());
        Sleepers.assertEnded(86399);
    }

    @Test
    void endsWhatALoaderLeavesRunning() {
        assertThat(verdicts(judge(Loader.AYA, "leave"))).containsExactly(accepted());
        Sleepers.assertEnded(86398);
    }

    @Test
    void givesEachObjectPlacesOfItsOwn() {
        Kernel.require();

        assertThat(verdicts(judge(Loader.LIBBPF, "pin", "pin"))).containsExactly(accepted(), accepted());
        assertThat(Files.exists(Path.of("/sys/fs/bpf/skep-each"))).isFalse();
        assertThat(judge(Loader.LIBBPF, "devices").get(0).judgements())
                .extracting(Judgement::program)
                .containsExactly("lo");
    }
}
