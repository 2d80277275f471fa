package dev.skep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadedObjectTest {
    private static final byte[] PACKET = new byte[64];

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void runsAProgramOnAPacket() {
        try (LoadedObject object = everything().load()) {
            Run run = object.program("count").run(PACKET);

            assertThat(run.returnValue()).isEqualTo(1);
            assertThat(run.data()).hasSize(64).startsWith(0xEE);
            assertThat(run.context()).isEmpty();
        }
    }

    @Test
    void repeatsARunForItsDuration() {
        try (LoadedObject object = everything().load()) {
            Run run = object.program("count").repeat(PACKET, 100_000);

            assertThat(object.global("runs").number()).isEqualTo(100_000);
            assertThat(run.durationNanos()).isPositive();
        }
    }

    @Test
    void runsAProgramOnAPacketWithAContext() {
        try (LoadedObject object = everything().load()) {
            byte[] context = NativeOrder.u32(0, PACKET.length, 0, 1, 0, 0);

            assertThat(object.program("count").run(PACKET, context).context()).isEqualTo(context);
        }
    }

    @Test
    void runsASyscallProgramAndReturnsItsContext() {
        try (LoadedObject object = everything().load()) {
            Run run = object.program("add").runContext(NativeOrder.u32(30, 12, 0));

            assertThat(run.returnValue()).isEqualTo(5);
            assertThat(run.context()).isEqualTo(NativeOrder.u32(30, 12, 42));
            assertThat(run.data()).isEmpty();
        }
    }

    @Test
    void takesTheRecordsOfARingBufferInOrder() {
        try (LoadedObject object = everything().load()) {
            object.program("record").runContext(NativeOrder.u64(1, 2));
            object.program("record").runContext(NativeOrder.u64(3, 4));

            assertThat(object.map("records").consume()).containsExactly(NativeOrder.u64(1, 2), NativeOrder.u64(3, 4));
            assertThat(object.map("records").consume()).isEmpty();
        }
    }

    @Test
    void saysWhatIsNoRingBuffer() {
        try (LoadedObject object = everything().load()) {
            assertThatThrownBy(() -> object.map("by_number").consume())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("by_number");
        }
    }

    @Test
    void readsAndWritesAMap() {
        try (LoadedObject object = everything().load()) {
            LoadedMap map = object.map("by_number");
            assertThat(map.lookup(NativeOrder.u32(1))).isEmpty();
            map.update(NativeOrder.u32(1), NativeOrder.u64(10));
            map.update(NativeOrder.u32(2), NativeOrder.u64(20));

            assertThat(map.lookup(NativeOrder.u32(2))).hasValue(NativeOrder.u64(20));
            assertThat(map.keys()).containsExactlyInAnyOrder(NativeOrder.u32(1), NativeOrder.u32(2));
            assertThat(map.delete(NativeOrder.u32(1))).isTrue();
            assertThat(map.delete(NativeOrder.u32(1))).isFalse();
            assertThat(map.keys()).containsExactly(NativeOrder.u32(2));
        }
    }

    @Test
    void describesAMap() {
        try (LoadedObject object = everything().load()) {
            LoadedMap map = object.map("by_number");

            assertThat(map.type()).isEqualTo(1);
            assertThat(map.keySize()).isEqualTo(4);
            assertThat(map.valueSize()).isEqualTo(8);
            assertThat(map.maxEntries()).isEqualTo(8);
        }
    }

    @Test
    void readsAndWritesEachCpuOfAMap() {
        try (LoadedObject object = everything().load()) {
            LoadedMap map = object.map("per_cpu");
            byte[] first = NativeOrder.u32(0);
            int cpus = map.lookupPerCpu(first).orElseThrow().size();
            map.updatePerCpu(first, Collections.nCopies(cpus, NativeOrder.u32(100)));
            object.program("count").run(PACKET);

            List<byte[]> values = map.lookupPerCpu(first).orElseThrow();
            assertThat(values.stream().mapToLong(NativeOrder::number).sum()).isEqualTo(100L * cpus + 1);
            assertThat(values).allSatisfy(value -> assertThat(value).hasSize(4));
        }
    }

    @Test
    void tellsPerCpuMapsFromOthers() {
        try (LoadedObject object = everything().load()) {
            byte[] key = NativeOrder.u32(0);
            assertThatThrownBy(() -> object.map("per_cpu").lookup(key)).hasMessageContaining("lookupPerCpu");
            assertThatThrownBy(() -> object.map("per_cpu").update(key, key)).hasMessageContaining("updatePerCpu");
            assertThatThrownBy(() -> object.map("by_number").lookupPerCpu(key)).hasMessageContaining("one value");
        }
    }

    @Test
    void refusesKeysAndValuesOfAnotherSize() {
        try (LoadedObject object = everything().load()) {
            LoadedMap map = object.map("by_number");
            assertThatThrownBy(() -> map.lookup(new byte[8])).hasMessage("a key of map by_number has 4 bytes, not 8");
            assertThatThrownBy(() -> map.update(new byte[4], new byte[9]))
                    .hasMessage("a value of map by_number has 8 bytes, not 9");
        }
    }

    @Test
    void setsVariablesBeforeLoading() {
        try (LoadedObject object =
                everything().set("verdict", 3).set("runs", 99).load()) {
            assertThat(object.program("count").run(PACKET).returnValue()).isEqualTo(3);
            assertThat(object.global("runs").number()).isEqualTo(100);
            assertThat(object.global("verdict").bytes()).isEqualTo(new byte[] {3, 0});
        }
    }

    @Test
    void readsAndWritesGlobals() {
        try (LoadedObject object = everything().load()) {
            assertThat(object.global("answer").number()).isEqualTo(42);
            assertThat(object.global("hidden").number()).isZero();
            object.global("runs").set(1000);
            object.program("count").run(PACKET);

            assertThat(object.global("runs").number()).isEqualTo(1001);
            assertThat(object.global("hidden").number()).isEqualTo(7);
        }
    }

    @Test
    void leavesConfigurationAloneOnceLoaded() {
        try (LoadedObject object = everything().load()) {
            assertThatThrownBy(() -> object.global("verdict").set(2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(".rodata");
        }
    }

    @Test
    void refusesVariablesThatAreNotThereOrDoNotFit() {
        assertThatThrownBy(() -> everything().set("nothing", 1)).hasMessage("the object has no variable nothing");
        assertThatThrownBy(() -> everything().set("verdict", 1 << 16)).hasMessage("65536 does not fit in 2 bytes");
        assertThatThrownBy(() -> everything().set("verdict", new byte[4]).load())
                .hasMessage("variable verdict has 2 bytes, not 4");
        assertThatThrownBy(() -> everything().set("_license", new byte[4]).load())
                .hasMessage("section license of variable _license is no map");
    }

    @Test
    void tellsSizesAndCostsOfAProgram() {
        try (LoadedObject object = everything().load()) {
            LoadedProgram program = object.program("count");

            assertThat(program.id()).isPositive();
            assertThat(program.instructionCount()).isBetween(10, 60);
            assertThat(program.translatedBytes()).isGreaterThanOrEqualTo(8 * 10);
            assertThat(program.jitedBytes()).isPositive();
            assertThat(program.log().processedInstructions().orElseThrow()).isBetween(10, 200);
        }
    }

    @Test
    void logsThePathsOfAnAcceptedProgramWhenAsked() {
        try (LoadedObject object = everything().log(LogDetail.STATES).load()) {
            assertThat(object.program("count").log().text()).contains("exit").contains("R1=ctx()");
        }
    }

    @Test
    void loadsOnlyTheProgramsAskedFor() {
        try (LoadedObject object = everything().only("add").load()) {
            assertThat(object.programs()).containsExactly("add");
        }
    }

    @Test
    void namesProgramsAndMapsInTheObjectsOrder() {
        try (LoadedObject object = everything().load()) {
            assertThat(object.programs()).containsExactly("count", "record", "add");
            assertThat(object.maps()).startsWith("per_cpu", "records", "by_number");
            assertThatThrownBy(() -> object.program("other")).hasMessageContaining("count, record, add");
        }
    }

    @Test
    void tellsWhyTheVerifierRefused() {
        byte[] object = Clang.compile("refused.bpf.c");

        assertThatThrownBy(() -> Kernel.load(object)).isInstanceOfSatisfying(KernelRefused.class, refused -> {
            assertThat(refused.program()).isEqualTo("bad");
            assertThat(refused.errno()).isEqualTo(13);
            assertThat(refused.log()).contains("invalid mem access 'map_value_or_null'");
            assertThat(refused).hasMessageContaining("program bad refused").hasMessageContaining("map_value_or_null");
        });
        try (LoadedObject good = Kernel.open(object).only("good").load()) {
            assertThat(good.programs()).containsExactly("good");
        }
    }

    @Test
    void tellsWhyTheLoaderRefused() {
        assertThatThrownBy(() -> Kernel.load(new byte[100])).isInstanceOfSatisfying(KernelRefused.class, refused -> {
            assertThat(refused.program()).isEmpty();
            assertThat(refused.errno()).isPositive();
            assertThat(refused.log()).isEmpty();
            assertThat(refused).hasMessageContaining("libbpf:");
        });
    }

    @Test
    void runsTheReferenceObject() {
        try (LoadedObject object = Kernel.load(Shared.require("reference/p_base.o"))) {
            assertThat(object.program("xp").run(PACKET).returnValue()).isEqualTo(38);
        }
    }

    private static ObjectLoader everything() {
        return Kernel.open(Clang.compile("everything.bpf.c"));
    }

    @Test
    void pinsNothing() {
        try (LoadedObject loaded = Kernel.load(Clang.compile("pinned.bpf.c"))) {
            assertThat(loaded.program("use").run(new byte[14]).returnValue()).isEqualTo(2);
            assertThat(Path.of("/sys/fs/bpf/skep_pinned")).doesNotExist();
        }
    }
}
