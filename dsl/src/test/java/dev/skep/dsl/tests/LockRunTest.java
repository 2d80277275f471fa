package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.MapOfMapsDef.arrayOfMaps;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StorageDef.cgroupStorage;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.XdpAction.ABORTED;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.Field;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.MapOfMapsDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.SpinLock;
import dev.skep.dsl.StorageDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.XdpBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks in values of all maps that may have them: a lock that is not given back would stop the next run. */
class LockRunTest {
    private static final StructDef BUCKET = struct("bucket");
    private static final SpinLock LOCK = BUCKET.spinLock("lock");
    private static final Field<S32> TOKENS = BUCKET.field("tokens", S32);

    private static final HashMapDef<U32, Struct> BY_KEY =
            hashMap("by_key", U32, BUCKET).maxEntries(4);
    private static final ArrayDef<Struct> INNER = array("inner", BUCKET).maxEntries(2);
    private static final MapOfMapsDef<U32, U32, Struct> OUTER =
            arrayOfMaps("outer", INNER).maxEntries(2).values(INNER);
    private static final StorageDef<Struct> OF_CGROUP = cgroupStorage("of_cgroup", BUCKET);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void areHeldAndGivenBack() {
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12));
        var object = BpfObjects.build("test", o -> o.license(GPL)
                .options(options)
                .program("keys", xdp(), LockRunTest::keys)
                .program("maps", xdp(), LockRunTest::maps)
                .program("groups", cgroupSkb(), p -> {
                    take(p, p.cgroupStorage(OF_CGROUP));
                    p.return_(CgroupVerdict.ALLOW);
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            for (var run = 0; run < 3; run++) {
                assertThat(loaded.program("keys").run(new byte[64]).returnValue())
                        .as("run %d", run)
                        .isEqualTo(run == 0 ? 2 : 1);
                assertThat(loaded.program("maps").run(new byte[64]).returnValue())
                        .isEqualTo(2);
            }
            assertThat(loaded.programs()).contains("groups");
        }
    }

    /** A value without a lock that anybody holds is put there; later runs leave while they hold the lock. */
    private static void keys(XdpBuilder p) {
        p.lookup(BY_KEY, u32(7)).ifPresent(bucket -> {
            p.hold(bucket, LOCK, () -> {
                bucket.set(TOKENS, bucket.get(TOKENS).add(1));
                p.ifThen(bucket.get(TOKENS).eq(10), () -> p.return_(DROP));
            });
            p.return_(PASS);
        });
        var fresh = p.local(BUCKET);
        fresh.set(TOKENS, 10);
        p.update(BY_KEY, u32(7), fresh, ANY);
        p.return_(PASS);
    }

    private static void maps(XdpBuilder p) {
        var inner = p.lookup(OUTER, u32(0)).orElseReturn(ABORTED);
        take(p, p.lookup(inner, u32(1)).orElseReturn(ABORTED));
        p.forEach(BY_KEY, (key, bucket, loop) -> take(p, bucket));
        p.return_(PASS);
    }

    private static void take(FunctionBuilder<?> p, Struct bucket) {
        p.hold(bucket, LOCK, () -> bucket.set(TOKENS, bucket.get(TOKENS).sub(1)));
    }
}
