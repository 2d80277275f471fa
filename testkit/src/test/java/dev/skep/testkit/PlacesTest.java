package dev.skep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PlacesTest {
    @Test
    void makesANamespaceWithDevicesAndRemovesIt() {
        String name;
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            name = namespace.name();
            namespace.vethPair("left", "right");

            assertThat(namespace.run("ip", "-br", "link").orFail().out())
                    .contains("left@right")
                    .contains("right@left");
        }
        assertThat(Judge.require("ip").run("netns", "list").out()).doesNotContain(name);
    }

    @Test
    void mountsAPlaceToPinInAndRemovesIt() {
        Path folder;
        try (BpfFs bpffs = BpfFs.mount()) {
            folder = bpffs.folder();
            Judge.require("bpftool")
                    .run(
                            "map",
                            "create",
                            folder + "/m",
                            "type",
                            "array",
                            "key",
                            "4",
                            "value",
                            "4",
                            "entries",
                            "1",
                            "name",
                            "m")
                    .orFail();

            assertThat(folder.resolve("m")).exists();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void makesACgroupToRunInAndRemovesIt() {
        Path folder;
        try (Cgroup cgroup = Cgroup.create()) {
            folder = cgroup.folder();
            assertThat(cgroup.run("cat", "/proc/self/cgroup").orFail().out())
                    .contains("/" + folder.getFileName() + "\n");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void findsWhatLiesBesideTheProjectOrSkips() {
        assertThat(Shared.find("no/such/file")).isEmpty();
        assertThatThrownBy(() -> Shared.require("no/such/file"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("no ../shared/no/such/file beside the project");
        Shared.find("bench/packets").ifPresent(folder -> assertThat(folder).isDirectory());
    }
}
