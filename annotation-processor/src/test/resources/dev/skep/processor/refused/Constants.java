import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Constants {
    @Struct
    static final class Pair {
        int left;
        U32 right;
    }

    static final byte[] NAME = {'a', 'b', 'c', 0};
    static final long[] WORDS = {1, 2};
    static final int[] NUMBERS = {1, 2, 3, 4};
    static final Pair pair = new Pair();

    static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) sum += number;
        return sum;
    }

    @Tc
    static int program(SkBuff context) {
        Kernel.currentComm(NAME);
//                         ^ SKEP2022 `NAME` is constant
        context.loadBytes(0, WORDS);
//                           ^ SKEP2022 `WORDS` is constant
        Kernel.probeReadKernel(NUMBERS, 4096);
//                             ^ SKEP2022 `NUMBERS` is constant
        var seen = Memory.as(NUMBERS, Pair.class);
        seen.left = 1;
//      ^ SKEP2022 `seen` is constant
        Memory.copy(seen, pair);
//                  ^ SKEP2022 `seen` is constant
        seen.right.add(1);
//          ^ SKEP2022 `seen.right` is constant
        Pair changing = pair;
        if (context.len > 3) changing = seen;
        changing.left = 2;
//      ^ SKEP2022 `changing` is constant
        int[] none = null;
//                   ^ SKEP2001 an array is never null here: it lies in place, and its length is known
        int all = sum(null);
//                    ^ SKEP2001 an array is never null here: it lies in place, and its length is known
        return sum(NUMBERS);
    }
}
