import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Arrays {
    static int count;
    static int[] unknown;
//               ^ SKEP2006 nothing says how long `unknown` is
//                 fix: write = new byte[16], or @Length(16) in front of it
    static long[][] rows = new long[2][];
//                         ^ SKEP2002 the rows of this array have no length
//                           fix: make it with constant lengths: new int[4][8]

    @Xdp
    static int made(XdpContext context) {
        int[] numbers = new int[count];
//                              ^ SKEP2007 `count` is no constant, and the array must have room somewhere
//                                fix: use a literal or a constant
        int[][] table = new int[2][];
//                      ^ SKEP2002 the rows of this array have no length
//                        fix: make it with constant lengths: new int[4][8]
        int[] later;
//            ^ SKEP2001 a `int[]` cannot change or be chosen at run time
//              fix: use a variable for each, and choose with `if` between what uses them
        later = new int[3];
        Object[] objects = {count, 2};
//                         ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
//                           fix: use an integer, a @Struct class, a record of integers or a cell
        return numbers.length + table.length + later[0] + objects.length;
    }

    @Xdp
    static int chosen(XdpContext context) {
        int[] three = {1, 2, 3};
        int[] four = new int[4];
        int[] either = count > 0 ? three : four;
//                               ^ SKEP2001 a `int[]` cannot change or be chosen at run time
//                                 fix: use a variable for each, and choose with `if` between what uses them
        int[] other = three;
//            ^ SKEP2001 a `int[]` cannot change or be chosen at run time
//              fix: use a variable for each, and choose with `if` between what uses them
        other = four;
        if (three.equals(four)) return 2;
//                      ^ SKEP2003 `Object.equals` cannot be called from the kernel
//                        fix: compare or print the fields, one by one
        return either[0] + last(three)[0] + other[0];
    }

    static int[] last(int[] numbers) {
        return numbers;
    }

    @Xdp
    static int indexed(XdpContext context) {
        int[] numbers = {1, 2, 3};
        int beyond = numbers[3];
//                           ^ SKEP3012 index 3 of `numbers`, which has 3 elements
//                             fix: use an index within the bounds
        return numbers[-1];
//                     ^ SKEP3012 index -1 of `numbers`, which has 3 elements
//                       fix: use an index within the bounds
    }
}
