import dev.skep.lang.*;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

@Bpf(license = "GPL")
final class Libraries {
    static int count;
    static volatile int flag;
//                      ^ SKEP2001 a volatile field cannot run in the kernel
//                        fix: use Atomic.add and the others on it, or keep it in a map
    static final Object lock = new Object();
//                      ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
//                        fix: use an integer, a @Struct class, a record of integers or a cell
    static final Random random = new Random();
//                      ^ SKEP2002 `java.util.Random` is no type that BPF programs know
//                        fix: use Kernel.prandomU32()

    @Xdp
    static int printed(XdpContext context) {
        System.out.println(count);
//                        ^ SKEP2003 `PrintStream.println` cannot be called from the kernel
//                          fix: print with Kernel.printk("%d", number)
        System.err.printf("%d", count);
//                       ^ SKEP2003 `PrintStream.printf` cannot be called from the kernel
//                         fix: print with Kernel.printk("%d", number)
        return 1;
    }

    @Xdp
    static int timed(XdpContext context) {
        long start = System.nanoTime();
//                                  ^ SKEP2003 `System.nanoTime` cannot be called from the kernel
//                                    fix: use Kernel.ktimeNs(), which counts from when the machine started
        long now = System.currentTimeMillis();
//                                         ^ SKEP2003 `System.currentTimeMillis` cannot be called from the kernel
//                                           fix: use Kernel.ktimeNs(), which counts from when the machine started
        return (int) (now - start);
    }

    @Xdp
    static int chance(XdpContext context) {
        int one = random.nextInt(6);
//                              ^ SKEP2003 `Random.nextInt` cannot be called from the kernel
//                                fix: use Kernel.prandomU32()
        int two = ThreadLocalRandom.current().nextInt();
//                                                   ^ SKEP2003 `ThreadLocalRandom.nextInt` cannot be called from the kernel
//                                                     fix: use Kernel.prandomU32()
        return (int) (Math.random() * 6);
//                               ^ SKEP2003 `Math.random` cannot be called from the kernel
//                                 fix: use Kernel.prandomU32()
    }

    @Xdp
    static int threads(XdpContext context) throws InterruptedException {
//             ^ SKEP2001 a method that throws cannot run in the kernel
//               fix: return a result and test it with `if`
        synchronized (lock) {
//      ^ SKEP2001 `synchronized` cannot run in the kernel
//        fix: use the atomic operations of a cell
            count++;
        }
        lock.wait();
//               ^ SKEP2003 `Object.wait` cannot be called from the kernel
//                 fix: a program runs to its end: keep what it has done in a map
        lock.notifyAll();
//                    ^ SKEP2003 `Object.notifyAll` cannot be called from the kernel
//                      fix: a program runs to its end: keep what it has done in a map
        new Thread(() -> count++).start();
//                                     ^ SKEP2003 `Thread.start` cannot be called from the kernel
//                                       fix: a program runs to its end: keep what it has done in a map
        Thread.sleep(10);
//                  ^ SKEP2003 `Thread.sleep` cannot be called from the kernel
//                    fix: a program runs to its end: keep what it has done in a map
        Thread.onSpinWait();
//                       ^ SKEP2003 `Thread.onSpinWait` cannot be called from the kernel
//                         fix: a program runs to its end: keep what it has done in a map
        return flag;
    }

    @Xdp
    static int ended(XdpContext context) {
        System.exit(1);
//                 ^ SKEP2003 `System.exit` cannot be called from the kernel
//                   fix: use a helper of dev.skep.lang, or write a static method in this class
        Runtime.getRuntime().gc();
//                             ^ SKEP2003 `Runtime.gc` cannot be called from the kernel
//                               fix: write a static method in this class that takes what it needs
        String home = System.getenv("HOME");
//                                 ^ SKEP2003 `System.getenv` cannot be called from the kernel
//                                   fix: declare a setting, which the loader fills: @Config static int size = 3
        return Integer.getInteger("size");
//                               ^ SKEP2003 `Integer.getInteger` cannot be called from the kernel
//                                 fix: declare a setting, which the loader fills: @Config static int size = 3
    }

    @Xdp
    static int reflected(XdpContext context) throws Exception {
//             ^ SKEP2001 a method that throws cannot run in the kernel
//               fix: return a result and test it with `if`
        Class<Libraries> type = Libraries.class;
//                                       ^ SKEP2002 `java.lang.Class<Libraries>` is no type that BPF programs know
//                                         fix: use an integer, a @Struct class, a record of integers or a cell
        var field = type.getDeclaredField("count");
//                                       ^ SKEP2003 `Class.getDeclaredField` cannot be called from the kernel
//                                         fix: write a static method in this class that takes what it needs
        return int.class.hashCode();
//                               ^ SKEP2003 `Object.hashCode` cannot be called from the kernel
//                                 fix: compare or print the fields, one by one
    }

    @Xdp
    static int numbers(XdpContext context) {
        int sign = Integer.signum(count);
//                               ^ SKEP2003 `Integer.signum` cannot be called from the kernel
//                                 fix: write it with operators, in a static method of this class
        int modulo = Math.floorMod(count, 3);
//                                ^ SKEP2003 `Math.floorMod` cannot be called from the kernel
//                                  fix: write it with operators, in a static method of this class
        int exact = Math.addExact(count, 1);
//                               ^ SKEP2003 `Math.addExact` cannot be called from the kernel
//                                 fix: write it with operators, in a static method of this class
        int parsed = Integer.parseInt("3");
//                                   ^ SKEP2003 `Integer.parseInt` cannot be called from the kernel
//                                     fix: write it with operators, in a static method of this class
        boolean digit = Character.isDigit('3');
//                                       ^ SKEP2003 `Character.isDigit` cannot be called from the kernel
//                                         fix: write it with operators, in a static method of this class
        return (int) Math.pow(count, 2);
//                           ^ SKEP2003 `Math.pow` cannot be called from the kernel
//                             fix: count in integers, of a smaller unit where it must be
    }

    @Xdp
    static int arrays(XdpContext context) {
        int[] numbers = new int[4];
        Arrays.fill(numbers, 3);
        Arrays.sort(numbers);
//                 ^ SKEP2003 `Arrays.sort` cannot be called from the kernel
//                   fix: write a loop over the array
        System.arraycopy(numbers, 0, numbers, 1, 3);
        int[] copy = numbers.clone();
//                                ^ SKEP2003 `Array.clone` cannot be called from the kernel
//                                  fix: copy into an array that is there: System.arraycopy(from, 0, to, 0, to.length)
        return Arrays.hashCode(numbers) + copy[0];
//                            ^ SKEP2003 `Arrays.hashCode` cannot be called from the kernel
//                              fix: write a loop over the array
    }
}
