import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Objects {
    static int count;
    int own;
//      ^ SKEP2001 a field of an object cannot run in the kernel
//        fix: make it static

    static {
//  ^ SKEP2001 an initialiser cannot run in the kernel
//    fix: give the fields their first values where they are declared
        count = 3;
    }

    {
//  ^ SKEP2001 an initialiser cannot run in the kernel
//    fix: give the fields their first values where they are declared
        own = 4;
    }

    Objects(int own) {
//  ^ SKEP2001 a constructor cannot run in the kernel
//    fix: make everything static
        this.own = own;
    }

    class Inner {
        int number;
    }

    static class Plain {
        int number;

        int twice() {
            return number * 2;
        }
    }

    interface Shape {
        int area();

        default int twice() {
            return 2 * area();
        }
    }

    abstract static class Base implements Shape {}

    @Struct
    static final class Point {
        int x;
        int y;

        int sum() {
            return x + y;
        }
    }

    int instance() {
//      ^ SKEP2001 a method of an object cannot run in the kernel
//        fix: make it static
        return own + this.own + super.hashCode();
    }

    @Xdp
    static int created(XdpContext context) {
        var plain = new Plain();
//                  ^ SKEP2002 `Objects.Plain` is no type that BPF programs know
//                    fix: mark it @Struct if it is data, with static methods that take it
        plain.number = 3;
        Object any = new Object();
//                   ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
//                     fix: use an integer, a @Struct class, a record of integers or a cell
        var objects = new Objects(3);
//                    ^ SKEP2002 `Objects` is no type that BPF programs know
//                      fix: make everything static: no object of this class is needed
        var inner = objects.new Inner();
//                          ^ SKEP2002 `Objects.Inner` is no type that BPF programs know
//                            fix: mark it @Struct if it is data, with static methods that take it
        Shape shape = new Base() {
//                    ^ SKEP2002 `<anonymous Objects.Base>` is no type that BPF programs know
//                      fix: write a static method and call it
//                               ^ SKEP2001 a local class cannot run in the kernel
//                                 fix: declare it in the class, outside of methods
            public int area() {
                return 3;
            }
        };
        int twice = plain.twice();
//                             ^ SKEP2003 `Plain.twice` cannot be called from the kernel
//                               fix: write a static method in this class that takes what it needs
        int own = objects.instance();
//                                ^ SKEP2003 `instance` is not static
//                                  fix: use a helper of dev.skep.lang, or write a static method in this class
        int area = shape.area();
//                           ^ SKEP2003 `Shape.area` cannot be called from the kernel
//                             fix: write a static method in this class that takes what it needs
        return shape.twice();
//                        ^ SKEP2003 `Shape.twice` cannot be called from the kernel
//                          fix: write a static method in this class that takes what it needs
    }

    @Xdp
    static int methods(XdpContext context) {
        var point = new Point();
        if (point.equals(null)) return 1;
//                      ^ SKEP2003 `Object.equals` cannot be called from the kernel
//                        fix: compare or print the fields, one by one
        if (point instanceof Point) return 2;
//                ^ SKEP2001 `instanceof` cannot run in the kernel
//                  fix: memory has one type here: drop the test
        point.toString();
//                    ^ SKEP2003 `Object.toString` cannot be called from the kernel
//                      fix: compare or print the fields, one by one
        Class<?> type = point.getClass();
//                                    ^ SKEP2003 `Object.getClass` cannot be called from the kernel
//                                      fix: compare or print the fields, one by one
        int hash = point.hashCode();
//                               ^ SKEP2003 `Object.hashCode` cannot be called from the kernel
//                                 fix: compare or print the fields, one by one
        return point.sum();
//                      ^ SKEP2003 `Point.sum` cannot be called from the kernel
//                        fix: write a static method in this class that takes what it needs
    }

    @Xdp
    static int local(XdpContext context) {
        class Local {
//      ^ SKEP2001 a local class cannot run in the kernel
//        fix: declare it in the class, outside of methods
            int number;
        }
        record Pair(int left, int right) {}
//      ^ SKEP2001 a local record cannot run in the kernel
//        fix: declare it in the class, outside of methods
        enum Color {
//      ^ SKEP2001 a local enum cannot run in the kernel
//        fix: declare it in the class, outside of methods
            RED
        }
        interface Named {
//      ^ SKEP2001 a local interface cannot run in the kernel
//        fix: declare it in the class, outside of methods
            int name();
        }
        int left = new Pair(1, 2).left();
        int red = Color.RED.ordinal();
        return new Local().number;
//             ^ SKEP2002 `Local` is no type that BPF programs know
//               fix: mark it @Struct if it is data, with static methods that take it
    }
}
