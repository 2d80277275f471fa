package dev.skep.processor;

import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.s32;
import static dev.skep.processor.Twin.twin;

import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.SpinLock;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.XdpAction;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Locks in values of maps, in the fluent API as in annotated Java. */
class LockTwinsTest {
    private static final StructDef BUCKET = struct("Bucket");
    private static final Field<S32> TOKENS = BUCKET.field("tokens", S32);
    private static final SpinLock LOCK = BUCKET.spinLock("lock");
    private static final Field<S64> TOTAL = BUCKET.field("total", S64);
    private static final HashMapDef<S32, Struct> BUCKETS =
            hashMap("buckets", S32, BUCKET).maxEntries(4);

    @TempDir
    private Path folder;

    // spotless:off
    @TestFactory
    Stream<DynamicTest> locks() {
        return Twin.tests(folder, "",
            twin("left by a return", """
                @Struct static final class Bucket { int tokens; BpfSpinLock lock; long total; }
                static final BpfHashMap<Integer, Bucket> buckets = BpfHashMap.of(4);
                @Xdp static int run(XdpContext context) {
                    var bucket = buckets.lookupOrInsert(7);
                    if (bucket != null) {
                        try (var held = bucket.lock.hold()) {
                            if (bucket.tokens == 3) return 1;
                            bucket.tokens++;
                        }
                        bucket.total++;
                    }
                    return 2;
                }
                """, o -> o.program("run", xdp(), p -> {
                    p.lookupOrInsert(BUCKETS, s32(7)).ifPresent(bucket -> {
                        p.hold(bucket, LOCK, () -> {
                            p.ifThen(bucket.get(TOKENS).eq(3), () -> p.return_(XdpAction.DROP));
                            bucket.set(TOKENS, bucket.get(TOKENS).add(1));
                        });
                        bucket.set(TOTAL, bucket.get(TOTAL).add(1));
                    });
                    p.return_(XdpAction.PASS);
                })));
    }
    // spotless:on
}
