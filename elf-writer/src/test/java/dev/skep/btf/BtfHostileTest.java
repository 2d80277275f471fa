package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Typedef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Types that nobody means: they cost no more than their bytes do. What takes quadratic time takes hours here. */
class BtfHostileTest {
    private static final Int INT = Int.of("int", 4, IntEncoding.SIGNED);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void everyTruncationIsRefusedWithItsPlace() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] whole = BtfWriter.of(AllKinds.graph(), order).btf();
            for (int length = 0; length < whole.length; length++) {
                var cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
                refused(() -> BtfReader.read(cut));
                refused(() -> BtfIndex.of(cut));
            }
        }
    }

    @Test
    void everyTruncationOfCodeInformationIsRefusedWithItsPlace() {
        var writer = BtfWriter.of(AllKinds.graph(), BtfExtTest.example(), ByteOrder.LITTLE_ENDIAN);
        var btf = ByteBuffer.wrap(writer.btf());
        byte[] whole = writer.btfExt();
        for (int length = 0; length < whole.length; length++) {
            var cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
            refused(() -> BtfExtReader.read(btf, cut));
        }
    }

    @Test
    void aLongChainOfPointersIsDeduplicatedInTime() {
        List<BtfType> types = new ArrayList<>(List.of(INT));
        for (int id = 2; id <= 200_000; id++) {
            types.add(new Ptr(new BtfId(id - 1)));
        }
        var graph = BtfGraph.of(types);
        inTime(() -> assertThat(BtfDedup.of(graph).graph().size()).isEqualTo(graph.size()));
    }

    @Test
    void structsWhoseMembersDifferOneByOneAreDeduplicatedInTime() {
        List<BtfType> types = new ArrayList<>(List.of(INT));
        List<Member> members = new ArrayList<>();
        for (int id = 2; id <= 30_000; id++) {
            types.add(new Ptr(new BtfId(id - 1)));
            members.add(Member.at(0, "p", new BtfId(id)));
        }
        for (int copy = 0; copy < 8; copy++) {
            types.add(new Struct("s", 8, members));
        }
        var graph = BtfGraph.of(types);
        inTime(() -> assertThat(BtfDedup.of(graph).graph().size()).isEqualTo(graph.size() - 7));
    }

    /** Java's hash of all these names is the same. */
    @Test
    void namesWithOneHashAreFoundInTime() {
        List<BtfType> types = new ArrayList<>(List.of(INT));
        for (int number = 0; number < 1 << 16; number++) {
            var name = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            types.add(new Typedef(name.toString(), new BtfId(1)));
        }
        var graph = BtfGraph.of(types);
        inTime(() -> {
            assertThat(graph.find(BtfKind.TYPEDEF, "BB".repeat(16))).contains(new BtfId(types.size()));
            assertThat(BtfDedup.of(graph).graph().size()).isEqualTo(graph.size());
        });
    }

    @Test
    void oneNameUsedEverywhereIsNoEndlessText() {
        var name = "n".repeat(1 << 20);
        List<BtfType> types = Collections.nCopies(500, new Struct(name, 0, List.of()));
        var graph = BtfGraph.of(types);
        assertThat(BtfWriter.of(graph, ByteOrder.LITTLE_ENDIAN).btf()).hasSizeLessThan(2 << 20);
        tooLong(() -> BtfPrinter.print(graph));
        tooLong(() -> BtfCPrinter.print(graph));
        tooLong(() -> BtfJsonPrinter.printFrom(graph, new BtfId(1)));
    }

    @Test
    void aNameInsideWhatHasNoneIsNoEndlessText() {
        var name = "n".repeat(1 << 20);
        var nameless = new Struct("", 4, List.of(Member.at(0, name, new BtfId(1))));
        var members = Collections.nCopies(1000, Member.at(0, "m", new BtfId(2)));
        var graph = BtfGraph.of(List.of(INT, nameless, new Struct("s", 4, members)));
        tooLong(() -> BtfCPrinter.print(graph));
    }

    @Test
    void anEmptyStructOfAllMemoryIsNoEndlessPadding() {
        var graph = BtfGraph.of(List.of(new Struct("s", Integer.MAX_VALUE, List.of())));
        assertThatThrownBy(() -> BtfCPrinter.print(graph))
                .hasMessageContaining("a gap of 2147483647 bytes in a struct cannot be written in C");
    }

    @Test
    void structsInStructsAreAsDeepAsTheyMayBe() {
        List<BtfType> types = new ArrayList<>(List.of(INT));
        for (int id = 2; id <= 5_000; id++) {
            types.add(new Struct("", 4, List.of(Member.at(0, "", new BtfId(id - 1)))));
        }
        types.add(new Const(new BtfId(types.size())));
        var graph = BtfGraph.of(types);
        var last = new BtfId(graph.size());
        assertThatThrownBy(() -> BtfLayout.of(graph).align(last)).hasMessageContaining("more than 1000 types deep");
        assertThatThrownBy(() -> BtfLayout.of(graph).place(last, "x"))
                .hasMessageContaining("1000 anonymous members deep");
        assertThatThrownBy(() -> BtfCPrinter.print(BtfGraph.of(reversed(graph))))
                .hasMessageContaining("more than 1000 types deep");
    }

    /** The same types, outermost first. */
    private static List<BtfType> reversed(BtfGraph graph) {
        var renumbering = new Renumbering(id -> new BtfId(graph.size() + 1 - id.value()));
        List<BtfType> types = new ArrayList<>();
        graph.types().forEach(type -> types.add(0, type.accept(renumbering)));
        return types;
    }

    private static void refused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessageContaining("(at byte ");
    }

    private static void tooLong(ThrowingCallable printing) {
        assertThatThrownBy(printing)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is longer than 268435456 characters");
    }

    private static void inTime(Executable work) {
        assertTimeoutPreemptively(LIMIT, work);
    }
}
