import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidEnums {
    enum Two {
        A(1, 2);

        final int first;
        final int second;
//                ^ SKEP2012 enum `Two` has 2 fields, not one number

        Two(int first, int second) {
            this.first = first;
            this.second = second;
        }
    }

    enum Changing {
        A(1);

        int number;
//          ^ SKEP2012 field `number` is not final

        Changing(int number) {
            this.number = number;
        }
    }

    enum Truth {
        A(true);

        final boolean truth;
//                    ^ SKEP2012 field `truth` is a `boolean`, which is no number

        Truth(boolean truth) {
            this.truth = truth;
        }
    }

    enum Computing {
        A(1);

        final int number;

        Computing(int number) {
//      ^ SKEP2012 the constructor of enum `Computing` does more than `this.number = number;`
            this.number = number * 2;
        }
    }

    enum Choosing {
        A(1),
        B();

        final int number;

        Choosing(int number) {
            this.number = number;
        }

        Choosing() {
//      ^ SKEP2012 enum `Choosing` has more than one constructor
            this(2);
        }
    }

    enum Late {
        A(seven());
//      ^ SKEP2012 the number of `A` is no constant

        final int number;

        Late(int number) {
            this.number = number;
        }

        static int seven() {
            return 7;
        }
    }

    enum Bodies {
        A {
//      ^ SKEP2012 constant `A` has a body
            @Override
            int number() {
                return 3;
            }
        };

        abstract int number();
    }

    enum Twice {
        A(3),
        @Code(4) B(5);
//      ^ SKEP2012 `B` has the number 5 and the code 4

        final int number;

        Twice(int number) {
            this.number = number;
        }
    }

    enum Same {
        A(3),
        B(259);
//      ^ SKEP2008 `B` has the code 3, as another constant has

        final byte number;

        Same(int number) {
            this.number = (byte) number;
        }
    }

    enum Fine {
        A(3);

        final int number;

        Fine(int number) {
            this.number = number;
        }

        int twice() {
            return number * 2;
        }
    }

    static final BpfArray<Two> two = BpfArray.of(1);
    static final BpfArray<Changing> changing = BpfArray.of(1);
    static final BpfArray<Truth> truth = BpfArray.of(1);
    static final BpfArray<Computing> computing = BpfArray.of(1);
    static final BpfArray<Choosing> choosing = BpfArray.of(1);
    static final BpfArray<Late> late = BpfArray.of(1);
    static final BpfArray<Bodies> bodies = BpfArray.of(1);
    static final BpfArray<Twice> twice = BpfArray.of(1);
    static final BpfArray<Same> same = BpfArray.of(1);

    @Xdp
    static int program(XdpContext context) {
        Fine fine = Fine.A;
        int a = fine.ordinal();
//                          ^ SKEP2012 the positions of the constants of `Fine` are not their numbers, which are all there is
        int b = fine.twice();
//                        ^ SKEP2003 `Fine.twice` cannot be called from the kernel
        int c = fine.compareTo(Fine.A);
//                            ^ SKEP2003 `Enum.compareTo` cannot be called from the kernel
        if (fine == null) return 3;
//          ^ SKEP2001 a `Fine` is never null and has no identity
        fine = null;
//      ^ SKEP2001 `null` is no number here
        return a + b + c;
    }
}
