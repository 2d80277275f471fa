package dev.skep.samples.tools;

import static dev.skep.samples.tools.Histograms.SLOTS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Usdt;
import dev.skep.lang.UsdtContext;

/**
 * How long a JVM stops for its garbage collector, in powers of two of microseconds: by the probes {@code hotspot:gc__begin} and {@code
 * hotspot:gc__end} of {@code libjvm.so}, whose place is said where the programs are attached.
 */
@Bpf(license = "GPL", minKernel = "5.15")
final class GcPauses {
    /** When a process began to collect. */
    static final BpfHashMap<@Unsigned Integer, U64> began = BpfHashMap.of(1024);

    static final BpfArray<U64> slots = BpfArray.of(SLOTS);

    /** Collections of young objects and of all, in this order. */
    static final BpfArray<U64> collections = BpfArray.of(2);

    private GcPauses() {}

    @Usdt
    static int begin(UsdtContext context) {
        began.update(process(), U64.of(Kernel.ktimeNs()));
        var count = collections.lookup(context.arg(0) == 0 ? 0 : 1);
        if (count != null) count.add(1);
        return 0;
    }

    @Usdt
    static int end(UsdtContext context) {
        @Unsigned int process = process();
        var since = began.lookup(process);
        if (since == null) return 0;
        @Unsigned long paused = Kernel.ktimeNs() - since.value;
        began.delete(process);
        var count = slots.lookup(Histograms.slot(paused / 1000));
        if (count != null) count.add(1);
        return 0;
    }

    private static @Unsigned int process() {
        return (int) (Kernel.currentPidTgid() >>> 32);
    }
}
