package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one program builds in the arena, another one walks, and so does user space by the same pointers. */
class ArenaTest {
    private static final String LISTING = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "6.9")
            final class Listing {
                @Struct static final class Node {
                    ArenaPtr<Node> next;
                    short value;
                    @Length(4) int[] digits;
                }
                @Struct static final class Question { int number; int answer; }
                static final BpfArena heap = BpfArena.ofPages(100);
                static ArenaPtr<Node> head;

                @Syscall
                static int build(Question question) {
                    var page = heap.allocPages(1, Node.class);
                    if (page == null) return 1;
                    for (int i = 0; i < question.number && i < 100; i++) {
                        var node = page.plus(i);
                        node.get().value = (short) (i - 5);
                        node.get().digits[(question.number - 1 - i) & 3] = 7;
                        node.get().next = head;
                        head = node;
                    }
                    return 0;
                }

                @Syscall
                static int sum(Question question) {
                    question.answer = total();
                    return 0;
                }

                @Tc
                static int count(SkBuff skb) {
                    return total();
                }

                private static int total() {
                    int sum = 0;
                    int i = 0;
                    for (var node = head; node != null && i < 100; node = node.get().next) {
                        sum += node.get().value * 100 + node.get().digits[i & 3];
                        i++;
                    }
                    return sum;
                }
            }
            """;

    private static final String TABLE = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "6.18")
            final class Table {
                @Struct static final class Entry {
                    ArenaPtr<Entry> next;
                    @Unsigned int key;
                    byte small;
                    short medium;
                    int value;
                    @Unsigned long uses;
                    Inner inner;
                    Pair pair;
                    @BigEndian @Unsigned short port;
                    @Bits(3) @Unsigned int low;
                    @Bits(5) int high;
                }
                @Struct static final class Inner { int a; int b; }
                record Pair(int left, long right) {}
                @Struct static final class Buckets { @Length(16) ArenaPtr<Entry>[] first; ArenaPtr<Entry> free; int used; }
                @Struct static final class Question { @Unsigned int key; int value; @Unsigned long address; }
                @Struct static final class Kept { ArenaPtr<Entry> last; int number; }
                static final BpfArena heap = BpfArena.ofPages(16);
                static final BpfHashMap<Integer, Kept> kept = BpfHashMap.of(4);
                static ArenaPtr<Buckets> table;

                private static ArenaPtr<Entry> fresh(ArenaPtr<Buckets> buckets) {
                    if (buckets.get().free == null) buckets.get().free = heap.allocPages(2, Entry.class);
                    var first = buckets.get().free;
                    if (first == null || buckets.get().used >= 100) return null;
                    return first.plus(buckets.get().used++);
                }

                private static ArenaPtr<Entry> find(ArenaPtr<Buckets> buckets, @Unsigned int key) {
                    var entry = buckets.get().first[(int) (key & 15)];
                    for (int i = 0; i < 50 && entry != null; i++) {
                        if (entry.get().key == key) return entry;
                        entry = entry.get().next;
                    }
                    return null;
                }

                @Syscall
                static int insert(Question question) {
                    if (table == null) table = heap.allocPages(1, Buckets.class);
                    var buckets = table;
                    if (buckets == null) return 1;
                    var entry = find(buckets, question.key);
                    if (entry == null) {
                        entry = fresh(buckets);
                        if (entry == null) return 2;
                        entry.get().key = question.key;
                        entry.get().next = buckets.get().first[(int) (question.key & 15)];
                        buckets.get().first[(int) (question.key & 15)] = entry;
                    }
                    var e = entry.get();
                    e.value = question.value;
                    e.small = (byte) question.value;
                    e.medium = (short) question.value;
                    e.inner.a = question.value + 1;
                    e.inner.b = -question.value;
                    e.pair = new Pair(question.value, question.value * 3L);
                    e.port = (short) question.value;
                    e.low = question.value & 7;
                    e.high = question.value % 10;
                    Atomic.add(e.uses, 1);
                    var last = kept.lookupOrInsert(0);
                    if (last == null) return 3;
                    last.last = entry;
                    last.number++;
                    question.address = entry.address();
                    return 0;
                }

                @Subprogram
                static int value(ArenaPtr<Entry> entry, int factor) {
                    return entry == null ? -1 : entry.get().value * factor;
                }

                @Global
                static int small(ArenaPtr<Entry> entry) {
                    return entry == null ? -1 : entry.get().small + entry.get().medium;
                }

                @Syscall
                static int lookup(Question question) {
                    var buckets = table;
                    if (buckets == null) return 1;
                    var entry = find(buckets, question.key);
                    if (entry == null) return 2;
                    var inner = ArenaPtr.to(entry.get().inner);
                    if (inner.get().a != entry.get().value + 1 || inner.as(S32.class).plus(1).get().value != -entry.get().value) return 3;
                    if (inner.plus(1).minus(1).get().b != inner.get().b) return 4;
                    if (!entry.get().pair.equals(new Pair(entry.get().value, entry.get().value * 3L))) return 5;
                    if ((short) entry.get().port != (short) entry.get().value) return 6;
                    if ((int) entry.get().low != (entry.get().value & 7) || entry.get().high != entry.get().value % 10) return 7;
                    question.value = value(entry, 2) + small(entry);
                    question.address = Atomic.exchange(entry.get().uses, 0);
                    return 0;
                }

                @Syscall
                static int last(Question question) {
                    var value = kept.lookup(0);
                    if (value == null) return 1;
                    var last = value.last;
                    if (last == null) return 2;
                    int factor = question.value;
                    Kernel.loop(3, i -> {
                        last.get().value += factor;
                        return true;
                    });
                    var copy = Memory.copyOf(last.get().inner);
                    copy.a++;
                    Memory.copy(last.get().inner, copy);
                    question.value = last.get().value;
                    return 0;
                }

                /** An address that user space found is as good as any other. */
                @Syscall
                static int at(Question question) {
                    ArenaPtr<Entry> entry = ArenaPtr.at(question.address);
                    question.value = entry == null ? -2 : entry.get().value;
                    return 0;
                }

                @Syscall
                static int free(Question question) {
                    var buckets = table;
                    if (buckets == null) return 1;
                    var entries = buckets.get().free;
                    heap.freePages(entries, 2);
                    if (entries == null) return 2;
                    entries.get().value = 5;
                    question.value = heap.reservePages(buckets, 1);
                    return 0;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static LoadedObject load(String name, String source, String option) {
        return Kernel.load(Build.with(List.of(option), name, source).objectOrFail(name));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    private static int ask(LoadedObject object, String program, int number) {
        var run = object.program(program).runContext(buffer(8).putInt(number).array());
        assertThat(run.returnValue()).isZero();
        return ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Askep.optimize=true", "-Askep.optimize=false"})
    void aListIsBuiltAndWalkedHereAndThere(String option) {
        try (var object = load("Listing", LISTING, option)) {
            assertThat(ask(object, "sum", 0)).isZero();
            ask(object, "build", 10);
            assertThat(ask(object, "sum", 0)).isEqualTo(-500 + 70);
            assertThat(object.program("count").run(new byte[64]).returnValue()).isEqualTo(-500 + 70);
            try (var pages = object.map("heap").pages()) {
                List<Integer> values = new ArrayList<>();
                var bytes = pages.bytes();
                for (var at = object.global("head").number(); at != 0; ) {
                    var offset = (int) (at - pages.address());
                    values.add((int) bytes.getShort(offset + 8));
                    if (values.size() == 10) bytes.putShort(offset + 8, (short) 95);
                    at = bytes.getLong(offset);
                }
                assertThat(values).containsExactly(4, 3, 2, 1, 0, -1, -2, -3, -4, -5);
            }
            assertThat(ask(object, "sum", 0)).isEqualTo(9500 + 70);
        }
    }

    private record Answer(int returned, int value, long address) {
        static Answer of(LoadedObject object, String program, int key, int value, long address) {
            var question = buffer(16).putInt(key).putInt(value).putLong(address);
            var run = object.program(program).runContext(question.array());
            var answer = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            return new Answer(run.returnValue(), answer.getInt(4), answer.getLong(8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Askep.optimize=true", "-Askep.optimize=false"})
    void aTableIsFilledAndSearched(String option) {
        try (var object = load("Table", TABLE, option)) {
            assertThat(Answer.of(object, "lookup", 1, 0, 0).returned()).isEqualTo(1);
            var addresses = new long[60];
            for (var key = 0; key < 60; key++) {
                var inserted = Answer.of(object, "insert", key * 7, key - 30, 0);
                assertThat(inserted.returned()).isZero();
                addresses[key] = inserted.address();
            }
            assertThat(Answer.of(object, "insert", 7, -29, 0).address()).isEqualTo(addresses[1]);
            for (var key = 0; key < 60; key++) {
                var value = key - 30;
                assertThat(Answer.of(object, "lookup", key * 7, 0, 0))
                        .isEqualTo(new Answer(0, value * 4, key == 1 ? 2 : 1));
                assertThat(Answer.of(object, "at", 0, 0, addresses[key]).value())
                        .isEqualTo(value);
            }
            assertThat(Answer.of(object, "at", 0, 0, 0).value()).isEqualTo(-2);
            assertThat(Answer.of(object, "lookup", 8, 0, 0).returned()).isEqualTo(2);
            assertThat(Answer.of(object, "last", 0, 5, 0).value()).isEqualTo(-29 + 15);
            try (var pages = object.map("heap").pages()) {
                var offset = (int) (addresses[1] - pages.address());
                assertThat(pages.bytes().getInt(offset + 16)).isEqualTo(-14);
            }
            assertThat(Answer.of(object, "free", 0, 0, 0)).isEqualTo(new Answer(0, -16, 0));
            assertThat(Answer.of(object, "lookup", 7, 0, 0).returned()).isEqualTo(2);
            for (var address : addresses)
                assertThat(Answer.of(object, "at", 0, 1, address).value()).isZero();
        }
    }
}
