/**
 * The words of annotated Java: annotations, contexts, verdicts, cells, maps and kernel calls.
 *
 * <pre>{@code
 * @Bpf class   = one object: its @Hook-annotated methods are programs, its map fields are maps, its other static fields are globals
 * @Hook        = @Xdp | @Tc | @Tcx | @Netkit | @SocketFilter | @SkLookup | @SkMsg | @SkSkb | @SkReuseport | @SockOps | @FlowDissector
 *              | @CgroupSkb | @CgroupSock | @CgroupSockAddr | @CgroupSockopt | @CgroupDevice | @CgroupSysctl
 *              | @LwtIn | @LwtOut | @LwtXmit | @LwtSeg6local | @Netfilter
 *              | @Kprobe | @Kretprobe | @KprobeMulti | @KretprobeMulti | @KprobeSession | @Ksyscall | @Kretsyscall
 *              | @Uprobe | @Uretprobe | @UprobeSession | @Usdt | @PerfEvent | @Tracepoint | @RawTracepoint
 *              | @Syscall | @Freplace | @Section
 * context      = @KernelContext class | @KernelType class | @Struct class
 * verdict      = XdpAction | TcAction | TcxAction | NetkitAction | SkAction | CgroupVerdict | FlowDissectorVerdict | LwtVerdict
 *              | NetfilterVerdict | int
 * global       = any other static field; @Config: a setting, @Kconfig and @Ksym: what the kernel has
 * function     = any other static method; @Inline, @Subprogram and @Global say where its code stands, @Kfunc that it is the kernel's
 * callback     = lambda | method reference, for Kernel.loop, Kernel.findVma, forEach of maps, timers, work queues, works of tasks, lists and trees
 * special      = BpfSpinLock | BpfResSpinLock | BpfTimer | BpfWorkqueue | BpfTaskWork | Kptr<@KernelType class | @Struct class>
 *              | BpfListHead<@Struct class> | BpfRbRoot<@Struct class>:
 *                a field of a @Struct that is the value of a map, which the kernel keeps for itself
 * node         = BpfListNode | BpfRbNode | BpfRefcount: a field of a @Struct that BpfObject allocates; @Contains names one where there are several
 * array        = T[] with a length that is known: new T[8] | {1, 2, 3} | a field with @Length; an index must be proved to be within it
 * text         = String literals and constants; a byte[] holds one up to a NUL
 * kept         = KptrUntrusted<@KernelType class>: where an object of the kernel is, in the value of a map
 * shared       = ArenaPtr<@Struct class | @Union class | record | cell>: a pointer into the arena, from anywhere
 * memory       = @Struct class | @Union class | record | cell (U8 … U64, S8 … S64) | @KernelType class
 * pointer      = Ptr<memory | pointer>: of an array, to anything that lies in memory, at an address
 * reference    = BpfReference<@KernelType class | @Struct class>, the resource of a try: what Kfuncs, BpfCpumask and other @Kfunc methods acquire,
 *                what BpfObject allocates, and what is taken out of a list, a tree or a Kptr
 * entry        = BpfConntrack.Entry<@KernelType class>, the resource of a try, which becomes a reference
 * map          = BpfHashMap | BpfLruHashMap | BpfPerCpuHashMap | BpfLruPerCpuHashMap | BpfLpmTrie | BpfArray | BpfPerCpuArray
 *              | BpfQueue | BpfStack | BpfBloomFilter | BpfArrayOfMaps | BpfHashOfMaps | BpfProgArray | BpfStackTrace
 *              | BpfRingBuffer | BpfUserRingBuffer | BpfPerfEventArray | BpfArena
 *              | BpfDevMap | BpfDevMapHash | BpfCpuMap | BpfXskMap | BpfSockMap | BpfSockHash | BpfReuseportArray | BpfCgroupArray
 *              | BpfSkStorage | BpfTaskStorage | BpfInodeStorage | BpfCgrpStorage | BpfCgroupStorage
 * }</pre>
 *
 * <p>Signatures and documentation only: the processor compiles programs that use them, the JVM never runs them. Whatever could only answer
 * in the kernel throws {@link java.lang.UnsupportedOperationException} on a JVM. Each word states the first kernel that has what it stands
 * for.
 */
@NullMarked
package dev.skep.lang;

import org.jspecify.annotations.NullMarked;
