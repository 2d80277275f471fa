package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriversTest {
    @TempDir
    Path folder;

    private Drivers withoutNetwork() {
        return new Drivers(folder, (suite, packages) -> {
            throw new LoaderUnavailable("no way to " + suite.codename());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIBBPF", "CILIUM", "AYA"})
    void saysWhyALoaderCannotBeHad(Loader loader) {
        assertThatThrownBy(() -> withoutNetwork().driver(loader))
                .isInstanceOf(LoaderUnavailable.class)
                .hasMessage("no way to sid");
        assertThatThrownBy(() -> withoutNetwork().readyDriver(loader))
                .isInstanceOf(LoaderUnavailable.class)
                .hasMessage("no driver of " + loader.label() + " has been built here");
        assertThat(folder.resolve(loader.label()).resolve("partial")).doesNotExist();
    }

    @Test
    void makesALocalDriverOnce() throws Exception {
        Driver expected = Drivers.require(Loader.GEN_OBJECT);

        Driver first = withoutNetwork().readyDriver(Loader.GEN_OBJECT);
        Driver second = withoutNetwork().driver(Loader.GEN_OBJECT);

        assertThat(first).isEqualTo(second);
        assertThat(first.files())
                .allSatisfy(file -> assertThat(file).isRegularFile().startsWith(folder))
                .hasSameSizeAs(expected.files());
    }

    @ParameterizedTest
    @EnumSource
    void holdsAllThatItsCommandNames(Loader loader) {
        Driver driver = Drivers.require(loader);
        Path home = driver.each().getParent().getParent().getParent();

        assertThat(driver.files()).contains(driver.each());
        assertThat(driver.command().stream().filter(word -> word.startsWith("/") && !word.startsWith("/proc/")))
                .allSatisfy(word -> assertThat(Path.of(word)).startsWith(home))
                .allSatisfy(word -> assertThat(driver.files().stream().anyMatch(file -> file.startsWith(Path.of(word))))
                        .as(word)
                        .isTrue());
    }

    @Test
    void composesTheCommand() {
        Path each = Path.of("/each");
        List<String> words = List.of("/driver", "word");
        Request request = Request.load().attaching().running(Path.of("/packet"));

        assertThat(new Driver(Loader.CILIUM, List.of(), each, words).command(request, List.of("a.o", "b.o")))
                .containsExactly(
                        "/each",
                        "--own-places",
                        "60",
                        "5",
                        "/driver",
                        "word",
                        "--attach",
                        "--run",
                        "/packet",
                        "a.o",
                        "b.o");
        assertThat(new Driver(Loader.AYA, List.of(), each, words).command(request, List.of("a.o")))
                .containsExactly("/each", "60", "2", "/driver", "word", "a.o");
        assertThat(request.files()).containsExactly(Path.of("/packet"));
    }
}
