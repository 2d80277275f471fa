import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidLayouts {
    @Struct
    static final class Point {
        int x;
        int y;
    }

    @Struct
    @Union
    static final class Both {
//               ^ SKEP2008 `Both` is both a struct and a union
        int x;
    }

    @Union
    @Packed
    static final class PackedUnion {
//               ^ SKEP2013 union `PackedUnion` is @Packed, and has nothing between its fields
        int x;
    }

    @Struct
    static final class TooManyBits {
        @Bits(33) int x;
//                    ^ SKEP2013 @Bits of `x` is 33, need 1 to 32
    }

    @Struct
    static final class NoBits {
        @Bits(0) long x;
//                    ^ SKEP2013 @Bits of `x` is 0, need 1 to 64
    }

    @Struct
    static final class TwoTruths {
        @Bits(2) boolean x;
//                       ^ SKEP2013 @Bits of `x` is 2, need 1 to 1
    }

    @Struct
    static final class BitsOfAStruct {
        @Bits(2) Point x;
//                     ^ SKEP2013 @Bits of `x`: a `Point` has no bits of its own
    }

    @Struct
    static final class BitsInOrder {
        @BigEndian @Bits(2) int x;
//                              ^ SKEP2013 @Bits of `x`: a `@BigEndian int` has no bits of its own
    }

    @Struct
    static final class BitsElsewhere {
        @Bits(2) @Offset(4) int x;
//                              ^ SKEP2013 bit-field `x` lies behind the one before it
    }

    record BitsOfAValue(@Bits(3) int x) {}
//                                   ^ SKEP2013 component `x` is a bit-field, and a record is a value

    @Struct
    static final class Behind {
        long x;
        @Offset(4) int y;
//                     ^ SKEP2013 @Offset of `y` is 4, and the fields before it end at 8
    }

    @Struct
    static final class Between {
        byte x;
        @Offset(3) short y;
//                       ^ SKEP2013 @Offset of `y` is 3, and it lies at multiples of 2
    }

    @Union
    static final class Elsewhere {
        byte x;
        @Offset(4) int y;
//                     ^ SKEP2013 where `y` lies is said twice
    }

    @Struct
    static final class NoPower {
        @Align(12) int x;
//                     ^ SKEP2013 @Align of `x` is 12, need a power of two up to 4096
    }

    @Struct
    static final class Lower {
        @Align(2) int x;
//                    ^ SKEP2013 @Align of `x` is 2, and it lies at multiples of 4 anyway
    }

    @Struct
    @Align(-8)
    static final class Negative {
//               ^ SKEP2013 @Align of `Negative` is -8, need a power of two up to 4096
        int x;
    }

    @Struct
    static final class NamelessNumber {
        @Anonymous int x;
//                     ^ SKEP2013 @Anonymous `x` is a `int`, not a struct or union
    }

    @Struct
    static final class Twice {
        int x;
        @Anonymous Point point;
//                       ^ SKEP2013 there are two members `x`, one of them in `point`
    }

    @Struct
    @Packed
    static final class LooseCell {
        byte x;
        U64 y;
//          ^ SKEP2013 cell `y` may lie across two words, and nothing atomic works there
    }

    @Struct
    static final class OrderOfBytes {
        @BigEndian @Length(4) byte[] x;
//                                   ^ SKEP2008 field `x` is a `byte[4]`, which has no byte order
    }

    static final BpfArray<Both> both = BpfArray.of(1);
    static final BpfArray<PackedUnion> packedUnion = BpfArray.of(1);
    static final BpfArray<TooManyBits> tooManyBits = BpfArray.of(1);
    static final BpfArray<NoBits> noBits = BpfArray.of(1);
    static final BpfArray<TwoTruths> twoTruths = BpfArray.of(1);
    static final BpfArray<BitsOfAStruct> bitsOfAStruct = BpfArray.of(1);
    static final BpfArray<BitsInOrder> bitsInOrder = BpfArray.of(1);
    static final BpfArray<BitsElsewhere> bitsElsewhere = BpfArray.of(1);
    static final BpfArray<BitsOfAValue> bitsOfAValue = BpfArray.of(1);
    static final BpfArray<Behind> behind = BpfArray.of(1);
    static final BpfArray<Between> between = BpfArray.of(1);
    static final BpfArray<Elsewhere> elsewhere = BpfArray.of(1);
    static final BpfArray<NoPower> noPower = BpfArray.of(1);
    static final BpfArray<Lower> lower = BpfArray.of(1);
    static final BpfArray<Negative> negative = BpfArray.of(1);
    static final BpfArray<NamelessNumber> namelessNumber = BpfArray.of(1);
    static final BpfArray<Twice> twice = BpfArray.of(1);
    static final BpfArray<LooseCell> looseCell = BpfArray.of(1);
    static final BpfArray<OrderOfBytes> orderOfBytes = BpfArray.of(1);
}
