import dev.skep.lang.*;

@Bpf(license = "GPL")
final class UnprovedIndices {
    @Struct
    static final class Point {
        int x;
        int y;
    }

    @Struct
    static final class Table {
        @Length({4, 8}) int[][] numbers;
    }

    static final BpfArray<Table> tables = BpfArray.of(1);
    static final int[] TABLE = {1, 2, 3, 4};
    static final int[] counts = new int[4];
    static final int[][] grid = new int[4][2];
    static final byte[] bytes = new byte[8];

    private static int at(int index) {
        return TABLE[index];
//                   ^ SKEP3035 `index` is not known to be within 0 and 3
    }

    private static int within(int index) {
        return TABLE[index];
    }

    static int others(int index) {
        return TABLE[index];
    }

    @Global
    static int replaceable(int index) {
        return index & 3;
    }

    @Subprogram
    static int fixed(int index) {
        return index & 3;
    }

    @Xdp
    static int program(XdpContext context) {
        var table = tables.lookup(0);
        if (table != null) {
            table.numbers[context.rxQueueIndex & 3][context.rxQueueIndex & 7] = 1;
            table.numbers[context.rxQueueIndex & 7][0] = 1;
//                                             ^ SKEP3035 `context.rxQueueIndex & 7` is not known to be within 0 and 3
            table.numbers[1][context.rxQueueIndex & 15] = 1;
//                                                ^ SKEP3035 `context.rxQueueIndex & 15` is not known to be within 0 and 7
        }
        var numbers = context.packet().next(Point.class);
        if (numbers == null) return 0;
        int index = numbers.x;
        @Unsigned int unsigned = numbers.y;
        int sum = counts[index];
//                       ^ SKEP3035 `index` is not known to be within 0 and 3
        sum += counts[numbers.x];
//                           ^ SKEP3035 `numbers.x` is not known to be within 0 and 3
        sum += counts[numbers.y & 7];
//                              ^ SKEP3035 `numbers.y & 7` is not known to be within 0 and 3
        sum += counts[numbers.y & 3];
        if (index < 4) sum += counts[index];
//                                   ^ SKEP3035 `index` is not known to be within 0 and 3
        if (index >= 0 && index <= 4) sum += counts[index];
//                                                  ^ SKEP3035 `index` is not known to be within 0 and 3
        if (index >= 0 && index < 4) sum += counts[index] + grid[index][1] + grid[1][index];
//                                                                                   ^ SKEP3035 `index` is not known to be within 0 and 1
        if (unsigned < 4) sum += counts[unsigned];
        for (int i = 0; i <= counts.length; i++) sum += counts[i];
//                                                             ^ SKEP3035 `i` is not known to be within 0 and 3
        for (int i = 0; i < index; i++) sum += counts[i];
//                                                    ^ SKEP3035 `i` is not known to be within 0 and 3
        for (int i = 4; i >= 0; i--) sum += counts[i];
//                                                 ^ SKEP3035 `i` is not known to be within 0 and 3
        for (int i = index; i >= 0; i--) sum += counts[i];
//                                                     ^ SKEP3035 `i` is not known to be within 0 and 3
        sum += counts[index % 4] + at(index) + at(2) + within(index & 3);
//                          ^ SKEP3035 `index % 4` is not known to be within 0 and 3
        for (int i = 3; i >= 0; i--) {
            sum += counts[i];
//                        ^ SKEP3035 `i` is not known to be within 0 and 3
            if (sum > 100) i += 2;
        }
        sum += counts[fixed(index)] + others(2);
        sum += counts[replaceable(index)];
//                               ^ SKEP3035 `replaceable(index)` is not known to be within 0 and 3
        int[] own = new int[16];
        own[index & 31] = 1;
//                ^ SKEP3035 `index & 31` is not known to be within 0 and 15
        int end = index & 7;
        for (int i = 0; i < end && i < 4; i++) sum += counts[i];
        for (int i = 0; i < end; i++) sum += counts[i];
//                                                  ^ SKEP3035 `i` is not known to be within 0 and 3
        int last = index & 3;
        for (int i = 0; i < last; i++) sum += counts[i] + counts[i + 1];
        for (int i = 0; i <= last; i++) sum += counts[i] + counts[i + 1];
//                                                                  ^ SKEP3035 `i + 1` is not known to be within 0 and 3
        int at = index & 3;
        while (at >= 0 && counts[at] > 3) at--;
        sum += counts[at];
//                    ^ SKEP3035 `at` is not known to be within 0 and 3
        sum += own[at + 1] + counts[at + 1];
//                                     ^ SKEP3035 `at + 1` is not known to be within 0 and 3
        for (int i = last, j = 3; i < j; i++, j--) sum += counts[i] - counts[j];
        for (int i = index, j = 3; i < j; i++, j--) sum += counts[j];
//                                                                ^ SKEP3035 `j` is not known to be within 0 and 3
        return sum + (int) Kernel.currentComm(Bytes.part(bytes, index & 7, 2));
//                                                                    ^ SKEP3035 `index & 7` is not known to be within 0 and 6
    }
}
