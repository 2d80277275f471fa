import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Arrays {
    @Struct
    static final class Point {
        int x;
        int y;
    }

    static final int[] TABLE = {1, 2, 3, 4};
    static final int[] counts = new int[4];
    static final int[] none = {};
//                            ^ SKEP2002 this array has no elements
    static final int[] computed = {1, number()};
//                                          ^ SKEP2007 `computed` does not start with a constant
    static final int[][] jagged = {{1, 2}, {3}};
//                                         ^ SKEP2002 this row has 1 elements, the first one 2
    static final int[][] open = new int[2][];
//                              ^ SKEP2002 the rows of this array have no length
    static final int[] sized = new int[number()];
//                                           ^ SKEP2007 `number()` is no constant, and the array must have room somewhere
    static final int[] negative = new int[-1];
//                                        ^ SKEP2002 an array of -1 elements, need at least 1 and at most 268435456
    static int[] unsized;
//               ^ SKEP2006 nothing says how long `unsized` is
    static int[] borrowed = counts;
//               ^ SKEP2006 nothing says how long `borrowed` is
    static final byte[] tooLong = new byte[1 << 30];
//                                           ^ SKEP2002 an array of 1073741824 elements, need at least 1 and at most 268435456
    static final @Length(2) byte[] short_ = Bytes.of("ab");
//                                                  ^ SKEP3012 this text has 3 bytes with its NUL, the array 2
    static final @Length(2) byte[] twice = new byte[2];
//                                 ^ SKEP2006 `twice` says its length twice
    static String text = "changing";
//                ^ SKEP2006 a `String` that is no setting must be final and constant
    static final float[] floats = {1f};
//                       ^ SKEP2002 `float` is floating point
    static final BpfArray<int[]> map = BpfArray.of(1);
//                               ^ SKEP2002 `int[]` cannot lie in memory

    @Config static int[] ports = {80, 443};
    @Config @Length(8) static String name = "eth0";
    @Config @Length(4) static String cut = "eth0";
//                                         ^ SKEP3012 this text has 5 bytes with its NUL, the array 4
    @Config static Point point = new Point();
//                       ^ SKEP2006 a setting is an integer, an enum or an array of those, not a `Point`

    static int number() {
        return 1;
    }

    @BigEndian static int swapped;
//                        ^ SKEP2006 `swapped` is @BigEndian, which only parts of structs are
    static @Length({3, 4}) int[] rows;
//                               ^ SKEP2006 @Length of `rows` has 2 numbers, and the array has 1 dimension
    static @Length(3) int numbered;
//                        ^ SKEP2006 `numbered` has a @Length but is no array

    @Xdp
    static int program(XdpContext context) {
        var numbers = context.packet().next(Point.class);
        if (numbers == null) return 0;
        TABLE[0] = 1;
//      ^ SKEP2022 `TABLE` is constant
        var alias = TABLE;
        alias[1]++;
//      ^ SKEP2022 `alias` is constant
        ports[0] = 1;
//      ^ SKEP2022 `ports` is constant
        java.util.Arrays.fill(TABLE, 0);
//                            ^ SKEP2022 `TABLE` is constant
        System.arraycopy(counts, 0, TABLE, 0, 4);
//                                  ^ SKEP2022 `TABLE` is constant
        int index = numbers.x;
        int sum = 0;
        sum += counts[4];
//                    ^ SKEP3012 index 4 of `counts`, which has 4 elements
        int[] changing = new int[2];
//            ^ SKEP2001 a `int[]` cannot change or be chosen at run time
        changing = new int[3];
        int[] given = new int[index];
//                            ^ SKEP2007 `index` is no constant, and the array must have room somewhere
        int[] empty = null;
//                    ^ SKEP2001 an array is never null here: it lies in place, and its length is known
        sum += empty.length + empty[0];
        int[] either = index > 0 ? counts : TABLE;
//                               ^ SKEP2001 a `int[]` cannot change or be chosen at run time
        Point[] points = {new Point()};
//                        ^ SKEP2001 an element of a `Point` array cannot be given here
        java.util.Arrays.fill(new Point[2], null);
//                            ^ SKEP2003 a `Point[2]` is not filled with one value
        java.util.Arrays.fill(counts, 1, 5, 2);
//                                    ^ SKEP3012 elements 1 to 5 of `counts`, which has 4
        java.util.Arrays.sort(counts);
//                           ^ SKEP2003 `Arrays.sort` cannot be called from the kernel
        if (counts.equals(TABLE)) return 1;
//                       ^ SKEP2003 `Object.equals` cannot be called from the kernel

        return counts.clone().length + name.length();
//                         ^ SKEP2003 `Array.clone` cannot be called from the kernel
    }
}
