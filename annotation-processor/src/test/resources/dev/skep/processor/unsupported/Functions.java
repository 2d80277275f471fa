import dev.skep.lang.*;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

@Bpf(license = "GPL")
final class Functions {
    static int count;
    static IntUnaryOperator kept = n -> n + 1;
//                          ^ SKEP2002 `java.util.function.IntUnaryOperator` is no type that BPF programs know
//                            fix: write a static method and call it; what the kernel calls back is handed to it as a lambda

    @Xdp
    static int lambdas(XdpContext context) {
        IntUnaryOperator twice = n -> n * 2;
//                               ^ SKEP2001 a lambda cannot run in the kernel
//                                 fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
        IntBinaryOperator sum = (var a, var b) -> a + b;
//                              ^ SKEP2001 a lambda cannot run in the kernel
//                                fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
        IntUnaryOperator same = Functions::same;
//                              ^ SKEP2001 a method reference cannot run in the kernel
//                                fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
        Runnable nothing = () -> {};
//                         ^ SKEP2001 a lambda cannot run in the kernel
//                           fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
        Supplier<Integer> boxed = () -> 3;
//                                ^ SKEP2001 a lambda cannot run in the kernel
//                                  fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
        nothing.run();
//                 ^ SKEP2003 `Runnable.run` cannot be called from the kernel
//                   fix: write a static method and call it
        int six = twice.applyAsInt(3);
//                                ^ SKEP2003 `IntUnaryOperator.applyAsInt` cannot be called from the kernel
//                                  fix: write a static method and call it
        int three = sum.applyAsInt(1, 2);
//                                ^ SKEP2003 `IntBinaryOperator.applyAsInt` cannot be called from the kernel
//                                  fix: write a static method and call it
        int four = apply(same);
//                       ^ SKEP2002 `java.util.function.IntUnaryOperator` is no type that BPF programs know
//                         fix: write a static method and call it; what the kernel calls back is handed to it as a lambda
        return boxed.get();
//                      ^ SKEP2003 `Supplier.get` cannot be called from the kernel
//                        fix: write a static method and call it
    }

    static int apply(IntUnaryOperator operator) {
//             ^ SKEP2002 `java.util.function.IntUnaryOperator` is no type that BPF programs know
//               fix: write a static method and call it; what the kernel calls back is handed to it as a lambda
        return operator.applyAsInt(4);
    }

    static int same(int number) {
        return number;
    }

    static <T> T generic(T value) {
//               ^ SKEP2001 a generic method cannot run in the kernel
//                 fix: name the types
//               ^ SKEP2002 `T` is no type that BPF programs know
//                 fix: name the type
        return value;
    }

    static int sum(int... numbers) {
        int sum = 0;
        for (int number : numbers) sum += number;
        return sum;
    }

    static native int elsewhere(int number);
//                    ^ SKEP2001 a method without a body cannot run in the kernel
//                      fix: write one

    static synchronized int locked(int number) {
//                          ^ SKEP2001 a synchronized method cannot run in the kernel
//                            fix: use the atomic operations of a cell
        return number;
    }

    @Xdp
    static int calls(XdpContext context) {
        int one = generic(1);
//                        ^ SKEP2002 `T` is no type that BPF programs know
//                          fix: name the type
        int two = sum(1, 1);
//                   ^ SKEP2003 `sum` takes any number of arguments
//                     fix: declare the parameters one by one
        int three = elsewhere(3);
//                           ^ SKEP2003 `elsewhere` has no body
//                             fix: write one
        return locked(4) + lambdas(context);
//                                ^ SKEP2003 `lambdas` is a program, which only the kernel calls
//                                  fix: write a method that both call
    }

    static int factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
//                                                ^ SKEP2004 `factorial` calls itself
//                                                  fix: use a loop
    }

    static boolean isEven(int number) {
        return number == 0 || isOdd(number - 1);
    }

    static boolean isOdd(int number) {
        return number != 0 && isEven(number - 1);
//                                  ^ SKEP2004 `isEven` calls itself
//                                    fix: use a loop
    }

    @Xdp
    static int recursive(XdpContext context) {
        return factorial(count) + (isEven(count) ? 1 : 0);
    }
}
