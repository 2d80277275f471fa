package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {
    @TempDir
    Path folder;

    private final AtomicInteger works = new AtomicInteger();

    private void work(Path partial) throws IOException {
        works.incrementAndGet();
        Files.writeString(partial.resolve("thing"), "thing");
    }

    @Test
    void makesAThingOnce() throws Exception {
        Workshop workshop = new Workshop(folder.resolve("things"));

        Path first = workshop.made("a", this::work);
        Path second = workshop.made("a", this::work);

        assertThat(first).isEqualTo(second);
        assertThat(first.resolve("thing")).hasContent("thing");
        assertThat(works).hasValue(1);
    }

    @Test
    void makesItOnceForAllWhoAskAtTheSameTime() {
        List<CompletableFuture<Path>> asked = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return new Workshop(folder).made("a", this::work);
                    } catch (LoaderUnavailable e) {
                        throw new AssertionError(e);
                    }
                }))
                .limit(8)
                .collect(Collectors.toList());

        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isEqualTo(folder.resolve("a")));
        assertThat(works).hasValue(1);
    }

    @Test
    void leavesNothingOfWorkThatFailed() throws Exception {
        Workshop workshop = new Workshop(folder);
        assertThatThrownBy(() -> workshop.made("a", partial -> {
                    work(partial);
                    throw new LoaderUnavailable("out of wood");
                }))
                .isInstanceOf(LoaderUnavailable.class)
                .hasMessage("out of wood");
        assertThat(folder.resolve("a")).doesNotExist();

        Path made = workshop.made("a", partial -> {
            assertThat(partial).isEmptyDirectory();
            work(partial);
        });

        assertThat(made.resolve("thing")).exists();
    }

    @Test
    void findsTheYoungest() throws Exception {
        Workshop workshop = new Workshop(folder);
        assertThat(workshop.youngest("a-")).isEmpty();
        Path older = workshop.made("a-1", this::work);
        workshop.made("b-3", this::work);
        Path younger = workshop.made("a-2", this::work);
        assertThat(older.toFile().setLastModified(1_000_000)).isTrue();

        assertThat(workshop.youngest("a-")).hasValue(younger);
        assertThat(new Workshop(folder.resolve("none")).youngest("a")).isEmpty();
    }
}
