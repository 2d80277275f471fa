package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that programs allocate, in lists and trees of a map from one run to the next. Chance draws what happens to them: {@code -Dskep.seed}. */
class ObjectsTest {
    private static final long SEED = Seed.ofThisRun();

    private static final String SOURCE = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "6.12")
            final class Owners {
                @Struct static final class Question { int number; int answer; }

                @Struct static final class Item {
                    int number;
                    BpfListNode node;
                    long square;
                    @Length(3) short[] tail;
                }

                @Struct static final class Queue {
                    int count;
                    BpfListHead<Item> items;
                    BpfSpinLock lock;
                }

                static final BpfArray<Queue> queues = BpfArray.of(1);

                @Syscall
                static int pushBack(Question question) {
                    var queue = queues.lookup(0);
                    if (queue == null) return 1;
                    try (var held = BpfObject.allocate(Item.class)) {
                        if (held == null) return 2;
                        var item = held.value();
                        if (item.square != 0 || item.tail[2] != 0 || item.number != 0) return 3;
                        item.number = question.number;
                        item.square = (long) question.number * question.number;
                        item.tail[2] = 7;
                        if (!queue.items.pushBack(held)) return 4;
                    }
                    return 0;
                }

                @Syscall
                static int pushFront(Question question) {
                    var queue = queues.lookup(0);
                    if (queue == null) return 1;
                    try (var held = BpfObject.allocate(Item.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        held.value().square = -1;
                        queue.items.pushFront(held);
                    }
                    return 0;
                }

                @Syscall
                static int popFront(Question question) {
                    var queue = queues.lookup(0);
                    if (queue == null) return 1;
                    try (var held = queue.items.popFront()) {
                        if (held == null) return 9;
                        question.answer = held.value().number + held.value().tail[2] * 1000;
                    }
                    return 0;
                }

                @Syscall
                static int popBack(Question question) {
                    var queue = queues.lookup(0);
                    if (queue == null) return 1;
                    try (var held = queue.items.popBack()) {
                        if (held == null) return 9;
                        question.answer = held.value().number + held.value().tail[2] * 1000;
                    }
                    return 0;
                }

                @Struct static final class Timer {
                    BpfRbNode byTime;
                    BpfRefcount owners;
                    BpfListNode byArrival;
                    @Unsigned long due;
                    int number;
                }

                @Struct static final class Timers {
                    Inner inner;
                    Kptr<Timer> last;
                    Kptr<Plain> plain;
                }

                @Struct static final class Inner {
                    short before;
                    BpfSpinLock lock;
                    @Contains("byTime") BpfRbRoot<Timer> sorted;
                    BpfListHead<Timer> arrived;
                }

                @Struct static final class Plain { byte one; Nested nested; @Length(2) Nested[] more; }

                @Struct static final class Nested { short first; long second; byte third; }

                static final BpfHashMap<Integer, Timers> timers = BpfHashMap.of(4);

                static boolean isBefore(Timer one, Timer other) {
                    return one.due < other.due;
                }

                @Syscall
                static int start(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = BpfObject.allocate(Timer.class)) {
                        if (held == null) return 2;
                        held.value().due = (question.number * 7) % 10;
                        held.value().number = question.number;
                        if (question.number % 2 == 0) {
                            if (!all.inner.sorted.add(held, (one, other) -> one.due < other.due)) return 3;
                        } else {
                            if (!all.inner.sorted.add(held, Owners::isBefore)) return 3;
                        }
                    }
                    return 0;
                }

                @Syscall
                static int next(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = all.inner.sorted.removeFirst()) {
                        if (held == null) return 9;
                        question.answer = (int) held.value().due * 10 + held.value().number;
                    }
                    return 0;
                }

                @Syscall
                static int nextDue(Question question) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    int now = question.number;
                    try (var held = all.inner.sorted.removeFirst(timer -> timer.due <= now)) {
                        if (held == null) return 9;
                        question.answer = (int) held.value().due * 10 + held.value().number;
                    }
                    return 0;
                }

                @Syscall
                static int peek(Question question) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    boolean any = all.inner.sorted.first(timer -> {
                        question.answer = timer.number;
                        if (timer.number == 3) return;
                        question.answer += 100;
                        timer.number++;
                    });
                    return any ? 0 : 9;
                }

                @Syscall
                static int share(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = BpfObject.allocate(Timer.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        held.value().due = 100 - question.number;
                        try (var again = BpfObject.acquire(held)) {
                            if (!all.inner.arrived.pushBack(again)) return 3;
                        }
                        try (var third = BpfObject.acquire(held)) {
                            if (all.inner.arrived.pushBack(third)) return 4;
                        }
                        if (!all.inner.sorted.add(held, Owners::isBefore)) return 5;
                    }
                    return 0;
                }

                @Syscall
                static int arrived(Question question) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    try (var held = all.inner.arrived.popFront()) {
                        if (held == null) return 9;
                        held.value().due += 1000;
                        question.answer = held.value().number;
                    }
                    return 0;
                }

                @Syscall
                static int stash(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = BpfObject.allocate(Timer.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        try (var before = all.last.exchange(held)) {
                            if (before != null) question.answer = before.value().number;
                        }
                    }
                    return 0;
                }

                @Syscall
                static int unstash(Question question) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    try (var held = all.last.exchange(null)) {
                        if (held == null) return 9;
                        question.answer = held.value().number;
                        all.inner.sorted.add(held, Owners::isBefore);
                    }
                    return 0;
                }

                @Syscall
                static int look(Question question) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    try (var rcu = Kernel.rcuReadLock()) {
                        var timer = all.last.value();
                        if (timer == null) return 9;
                        question.answer = timer.number;
                    }
                    return 0;
                }

                @Tc
                static int awake(SkBuff skb) {
                    var all = timers.lookup(1);
                    if (all == null) return 1;
                    var plain = all.plain.value();
                    return plain == null ? 9 : (int) plain.nested.second;
                }

                @Syscall
                static int plain(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = BpfObject.allocate(Plain.class)) {
                        if (held == null) return 2;
                        var mine = new Plain();
                        mine.one = 3;
                        mine.nested.second = 40;
                        mine.more[1].third = (byte) question.number;
                        mine.more[1].first = 500;
                        Memory.copy(held.value(), mine);
                        held.value().nested.second += 1000;
                        try (var before = all.plain.exchange(held)) {
                            if (before != null) {
                                var copy = Memory.copyOf(before.value());
                                question.answer = copy.one + (int) copy.nested.second + copy.more[1].third + copy.more[1].first;
                                if (copy.more[0].second != 0) return 4;
                            }
                        }
                    }
                    return 0;
                }

                @Syscall
                static int bounded(Question question) {
                    var queue = queues.lookup(0);
                    if (queue == null) return 1;
                    try (var held = BpfObject.allocate(Item.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        try (var lock = queue.lock.hold()) {
                            if (queue.count == 3) return 8;
                            queue.items.pushBack(held);
                            queue.count++;
                        }
                        if (held != null) return 7;
                    }
                    return 0;
                }

                @Syscall
                static int both(Question question) {
                    var all = timers.lookupOrInsert(1);
                    if (all == null) return 1;
                    try (var held = BpfObject.allocate(Timer.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        try (var again = BpfObject.acquire(held); var lock = all.inner.lock.hold()) {
                            all.inner.arrived.pushFront(again);
                            all.inner.sorted.add(held, Owners::isBefore);
                            all.inner.before++;
                            all.inner.sorted.first(timer -> timer.due += 50);
                        }
                    }
                    return 0;
                }

                @Syscall
                static int forgotten(Question question) {
                    try (var held = BpfObject.allocate(Item.class)) {
                        if (held == null) return 2;
                        held.value().number = question.number;
                        if (question.number == 3) return 0;
                        question.answer = held.value().number;
                    }
                    return 0;
                }
            }
            """;

    private static final String NEWER = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "6.16")
            final class Newer {
                @Struct static final class Question { int number; int answer; }
                @Struct static final class Entry { BpfRbNode byKey; BpfRefcount owners; int key; int value; BpfListNode byArrival; }
                @Struct static final class Entries { BpfSpinLock lock; BpfRbRoot<Entry> sorted; BpfListHead<Entry> arrived; int count; }

                static final BpfArray<Entries> all = BpfArray.of(1);

                @Tc
                static int unused(SkBuff skb) {
                    return 0;
                }

                @Syscall
                static int put(Question question) {
                    var entries = all.lookup(0);
                    if (entries == null) return 1;
                    int key = question.number;
                    if (entries.sorted.find(entry -> {
                        if (key == entry.key) entry.value++;
                        return key - entry.key;
                    })) return 7;
                    try (var held = BpfObject.allocate(Entry.class)) {
                        if (held == null) return 2;
                        held.value().key = key;
                        held.value().value = 1;
                        try (var again = BpfObject.acquire(held); var lock = entries.lock.hold()) {
                            entries.sorted.add(held, (one, other) -> one.key < other.key);
                            entries.arrived.pushBack(again);
                            entries.count++;
                        }
                    }
                    return 0;
                }

                @Syscall
                static int remove(Question question) {
                    var entries = all.lookup(0);
                    if (entries == null) return 1;
                    int key = question.number;
                    try (var held = entries.sorted.remove(entry -> key < entry.key ? -1 : key > entry.key ? 1 : 0)) {
                        if (held == null) return 9;
                        question.answer = held.value().key * 100 + held.value().value;
                    }
                    return 0;
                }

                @Syscall
                static int ends(Question question) {
                    var entries = all.lookup(0);
                    if (entries == null) return 1;
                    boolean any = entries.arrived.front(entry -> question.answer = entry.key * 1000);
                    boolean more = entries.arrived.back(entry -> question.answer += entry.key);
                    return any && more ? 0 : 9;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Owners", SOURCE).objectOrFail("Owners"));
    }

    /** Returns what the program answers, or minus what it returned. */
    private static int run(LoadedObject object, String program, int number) {
        var question = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(number);
        var run = object.program(program).runContext(question.array());
        var answer =
                ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(4);
        return run.returnValue() == 0 ? answer : -run.returnValue();
    }

    @Test
    void listsKeepTheirOrder() {
        try (var object = load()) {
            assertThat(run(object, "popFront", 0)).isEqualTo(-9);
            for (var number = 1; number <= 4; number++)
                assertThat(run(object, "pushBack", number)).isZero();
            assertThat(run(object, "pushFront", 5)).isZero();
            assertThat(run(object, "popFront", 0)).isEqualTo(5);
            assertThat(run(object, "popBack", 0)).isEqualTo(7004);
            assertThat(run(object, "popFront", 0)).isEqualTo(7001);
            assertThat(run(object, "popFront", 0)).isEqualTo(7002);
            assertThat(run(object, "popBack", 0)).isEqualTo(7003);
            assertThat(run(object, "popBack", 0)).isEqualTo(-9);
        }
    }

    @Test
    void listsAreLikeThoseOfTheJdk() {
        var random = new Random(SEED);
        Deque<Integer> model = new ArrayDeque<>();
        try (var object = load()) {
            for (var i = 0; i < 300; i++) {
                var number = random.nextInt(1000);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        model.addLast(number + 7000);
                        run(object, "pushBack", number);
                    }
                    case 1 -> {
                        model.addFirst(number);
                        run(object, "pushFront", number);
                    }
                    case 2 ->
                        assertThat(run(object, "popFront", 0))
                                .as("seed %d", SEED)
                                .isEqualTo(orNone(model.pollFirst()));
                    default ->
                        assertThat(run(object, "popBack", 0))
                                .as("seed %d", SEED)
                                .isEqualTo(orNone(model.pollLast()));
                }
            }
        }
    }

    private static int orNone(@Nullable Integer taken) {
        return taken == null ? -9 : taken;
    }

    /** Of those that are due at the same time the first one is the one that came first. */
    @Test
    void treesAreLikeSortedLists() {
        var random = new Random(SEED);
        List<Integer> model = new ArrayList<>();
        try (var object = load()) {
            for (var i = 0; i < 300; i++) {
                if (random.nextInt(5) < 3) {
                    var number = random.nextInt(1000);
                    model.add(number * 7 % 10 * 10_000 + number);
                    model.sort(Comparator.comparing(each -> each / 10_000));
                    run(object, "start", number);
                } else {
                    var first = model.isEmpty() ? null : model.remove(0);
                    var expected = first == null ? -9 : first / 10_000 * 10 + first % 10_000;
                    assertThat(run(object, "next", 0)).as("seed %d", SEED).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aNewObjectIsZeroWhateverWasThereBefore() {
        try (var object = load()) {
            for (var i = 0; i < 2000; i++) {
                assertThat(run(object, "forgotten", 77)).isEqualTo(77);
                assertThat(run(object, "forgotten", 3)).isZero();
                assertThat(run(object, "pushBack", 1)).isZero();
                assertThat(run(object, "popBack", 0)).isEqualTo(7001);
            }
        }
    }

    @Test
    void treesAreSorted() {
        try (var object = load()) {
            for (var number = 1; number <= 6; number++)
                assertThat(run(object, "start", number)).isZero();
            // by (7n mod 10): 3:1, 6:2, 1:3, 8:4, 2:6 - 5:5
            assertThat(run(object, "peek", 0)).isEqualTo(3);
            assertThat(run(object, "nextDue", 0)).isEqualTo(-9);
            assertThat(run(object, "nextDue", 1)).isEqualTo(13);
            assertThat(run(object, "nextDue", 1)).isEqualTo(-9);
            assertThat(run(object, "peek", 0)).isEqualTo(106);
            assertThat(run(object, "next", 0)).isEqualTo(27);
            assertThat(run(object, "next", 0)).isEqualTo(42);
            assertThat(run(object, "next", 0)).isEqualTo(55);
            assertThat(run(object, "next", 0)).isEqualTo(71);
            assertThat(run(object, "next", 0)).isEqualTo(84);
            assertThat(run(object, "next", 0)).isEqualTo(-9);
            assertThat(run(object, "peek", 0)).isEqualTo(-9);
        }
    }

    @Test
    void ownersShareAnObject() {
        try (var object = load()) {
            assertThat(run(object, "share", 1)).isZero();
            assertThat(run(object, "share", 2)).isZero();
            assertThat(run(object, "arrived", 0)).isEqualTo(1);
            assertThat(run(object, "next", 0)).isEqualTo(982);
            assertThat(run(object, "next", 0)).isEqualTo(10991);
            assertThat(run(object, "next", 0)).isEqualTo(-9);
            assertThat(run(object, "arrived", 0)).isEqualTo(2);
            assertThat(run(object, "arrived", 0)).isEqualTo(-9);
        }
    }

    @Test
    void severalThingsAreDoneUnderOneLock() {
        try (var object = load()) {
            for (var number = 1; number <= 3; number++)
                assertThat(run(object, "bounded", number)).isZero();
            assertThat(run(object, "bounded", 4)).isEqualTo(-8);
            assertThat(run(object, "popFront", 0)).isEqualTo(1);
            assertThat(run(object, "popBack", 0)).isEqualTo(3);
            assertThat(run(object, "both", 4)).isZero();
            assertThat(run(object, "arrived", 0)).isEqualTo(4);
            assertThat(run(object, "next", 0)).isEqualTo(10504);
        }
    }

    @Test
    void oneRunStashesWhatTheNextOneTakes() {
        try (var object = load()) {
            assertThat(run(object, "stash", 5)).isZero();
            assertThat(run(object, "look", 0)).isEqualTo(5);
            assertThat(run(object, "stash", 6)).isEqualTo(5);
            assertThat(run(object, "look", 0)).isEqualTo(6);
            assertThat(run(object, "unstash", 0)).isEqualTo(6);
            assertThat(run(object, "unstash", 0)).isEqualTo(-9);
            assertThat(run(object, "look", 0)).isEqualTo(-9);
            assertThat(run(object, "next", 0)).isEqualTo(6);
        }
    }

    @Test
    void copiesLeaveOutWhatLiesBetween() {
        try (var object = load()) {
            assertThat(run(object, "plain", 7)).isZero();
            assertThat(object.program("awake").run(new byte[64]).returnValue()).isEqualTo(1040);
            assertThat(run(object, "plain", 0)).isEqualTo(1550);
        }
    }

    @Test
    void treesAreSearched() {
        var random = new Random(SEED);
        Map<Integer, Integer> model = new TreeMap<>();
        try (var object = Kernel.load(Build.of("Newer", NEWER).objectOrFail("Newer"))) {
            for (var i = 0; i < 400; i++) {
                var key = random.nextInt(60);
                if (random.nextInt(3) > 0) {
                    var before = model.merge(key, 1, Integer::sum) - 1;
                    assertThat(run(object, "put", key)).as("seed %d", SEED).isEqualTo(before == 0 ? 0 : -7);
                } else {
                    var before = model.remove(key);
                    assertThat(run(object, "remove", key))
                            .as("seed %d", SEED)
                            .isEqualTo(before == null ? -9 : key * 100 + before);
                }
            }
        }
    }

    @Test
    void theEndsOfAListAreSeen() {
        try (var object = Kernel.load(Build.of("Newer", NEWER).objectOrFail("Newer"))) {
            assertThat(run(object, "ends", 0)).isEqualTo(-9);
            for (var key : new int[] {5, 2, 7})
                assertThat(run(object, "put", key)).isZero();
            assertThat(run(object, "ends", 0)).isEqualTo(5007);
        }
    }
}
