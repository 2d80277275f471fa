import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidStructs {
    @Struct
    class Inner {
//  ^ SKEP2008 struct `Inner` is an inner class, which has a hidden field
        int x;
    }

    static class Base {
        int x;
    }

    @Struct
    static final class Derived extends Base {
//               ^ SKEP2008 struct `Derived` extends `InvalidStructs.Base`
        int y;
    }

    @Struct
    static final class Constructed {
        int x;

        Constructed() {
//      ^ SKEP2008 struct `Constructed` has a constructor that does something
            x = 1;
        }
    }

    @Struct
    static final class Initialised {
        int x = 1;
//          ^ SKEP2008 field `x` has an initial value, but the memory of a struct starts as zeroes
    }

    @Struct
    static final class Empty {}
//               ^ SKEP2008 `Empty` has no fields

    @Struct
    static final class Endless {
//               ^ SKEP2008 `Endless` contains itself
        Endless next;
    }

    @Struct
    static final class Arrays {
        byte[] bytes;
//             ^ SKEP2008 array `bytes` has no @Length
    }

    @Struct
    static final class Flat {
        @Length({4, 8}) int[] row;
//                            ^ SKEP2008 @Length of `row` has 2 numbers, and the array has 1 dimension
    }

    @Struct
    static final class Deep {
        @Length(4) int[][] table;
//                         ^ SKEP2008 @Length of `table` has 1 number, and the array has 2 dimensions
    }

    @Struct
    static final class Hollow {
        @Length({4, 0}) int[][] table;
//                              ^ SKEP2008 @Length of `table` is 0, need at least 1
    }

    @Struct
    static final class Lengths {
        @Length(4) int number;
//                     ^ SKEP2008 field `number` has a @Length but is no array
    }

    @Struct
    static final class Orders {
        @BigEndian byte number;
//                      ^ SKEP2008 field `number` is a `byte`, which has no byte order
    }

    record Holder(U64 cell) {}
//  ^ SKEP2008 component `cell` is a `U64`, which is no value

    record Clamped(int value) {
        Clamped {
//      ^ SKEP2008 record `Clamped` has a constructor of its own
            if (value < 0) value = 0;
        }
    }

    record Doubled(int value) {
        public int value() {
//                 ^ SKEP2008 component `value` has an accessor of its own
            return 2 * value;
        }
    }

    static final BpfArray<Inner> inner = BpfArray.of(1);
    static final BpfArray<Derived> derived = BpfArray.of(1);
    static final BpfArray<Constructed> constructed = BpfArray.of(1);
    static final BpfArray<Initialised> initialised = BpfArray.of(1);
    static final BpfArray<Empty> empty = BpfArray.of(1);
    static final BpfArray<Endless> endless = BpfArray.of(1);
    static final BpfArray<Arrays> arrays = BpfArray.of(1);
    static final BpfArray<Flat> flat = BpfArray.of(1);
    static final BpfArray<Deep> deep = BpfArray.of(1);
    static final BpfArray<Hollow> hollow = BpfArray.of(1);
    static final BpfArray<Lengths> lengths = BpfArray.of(1);
    static final BpfArray<Orders> orders = BpfArray.of(1);
    static final BpfHashMap<Holder, U64> holders = BpfHashMap.of(1);
    static final BpfHashMap<Clamped, U64> clamped = BpfHashMap.of(1);
    static final BpfHashMap<Doubled, U64> doubled = BpfHashMap.of(1);
}
