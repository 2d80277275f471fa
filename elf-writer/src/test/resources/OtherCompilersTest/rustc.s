# What rustc 1.95 makes of a program without core, less its debugging sections.
	.file	"r.20c418149eb3754d-cgu.0"
	.file	1 "/src" "r.rs"
	.section	.text._RNvCs2OpA4fNwd7R_1r4seen,"ax",@progbits
	.p2align	3
	.type	_RNvCs2OpA4fNwd7R_1r4seen,@function
_RNvCs2OpA4fNwd7R_1r4seen:
.Lfunc_begin0:
	.loc	1 15 44 prologue_end
.Ltmp0:
	r1 = SEEN ll
	.loc	1 15 50 is_stmt 0
.Ltmp1:
	r0 = *(u32 *)(r1 + 0)
	exit
.Ltmp2:
.Ltmp3:
.Lfunc_end0:
	.size	_RNvCs2OpA4fNwd7R_1r4seen, .Lfunc_end0-_RNvCs2OpA4fNwd7R_1r4seen

	.section	xdp,"ax",@progbits
	.globl	p
	.p2align	3
	.type	p,@function
p:
.Lfunc_begin1:
	.loc	1 16 97 prologue_end is_stmt 1
.Ltmp4:
	call _RNvCs2OpA4fNwd7R_1r4seen
.Ltmp5:
.Ltmp6:
	.loc	1 16 107 is_stmt 0
.Ltmp7:
	exit
.Ltmp8:
.Ltmp9:
.Lfunc_end1:
	.size	p, .Lfunc_end1-p

	.type	LICENSE,@object
	.section	license,"a",@progbits
	.globl	LICENSE
LICENSE:
	.asciz	"GPL"
	.size	LICENSE, 4

	.type	SEEN,@object
	.data
	.globl	SEEN
	.p2align	2, 0x0
SEEN:
	.asciz	"\007\000\000"
	.size	SEEN, 4

	.section	license,"a",@progbits
.Lsec_end0:
	.data
.Lsec_end1:
	.section	.text._RNvCs2OpA4fNwd7R_1r4seen,"ax",@progbits
.Lsec_end2:
	.section	xdp,"ax",@progbits
.Lsec_end3:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	220
	.long	220
	.long	117
	.long	0
	.long	218103808
	.long	2
	.long	1
	.long	16777216
	.long	4
	.long	32
	.long	5
	.long	201326592
	.long	1
	.long	0
	.long	33554432
	.long	5
	.long	52
	.long	16777216
	.long	1
	.long	8
	.long	0
	.long	218103809
	.long	2
	.long	55
	.long	4
	.long	64
	.long	201326593
	.long	6
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	9
	.long	4
	.long	70
	.long	16777216
	.long	4
	.long	32
	.long	90
	.long	234881024
	.long	8
	.long	1
	.long	98
	.long	234881024
	.long	2
	.long	1
	.long	103
	.long	251658241
	.long	0
	.long	11
	.long	SEEN
	.long	4
	.long	109
	.long	251658241
	.long	0
	.long	10
	.long	LICENSE
	.long	4
	.byte	0
	.ascii	"u32"
	.byte	0
	.ascii	"seen"
	.byte	0
	.ascii	".text._RNvCs2OpA4fNwd7R_1r4seen"
	.byte	0
	.ascii	"/src/r.rs"
	.byte	0
	.ascii	"u8"
	.byte	0
	.ascii	"_context"
	.byte	0
	.byte	112
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"LICENSE"
	.byte	0
	.ascii	"SEEN"
	.byte	0
	.ascii	".data"
	.byte	0
	.ascii	"license"
	.byte	0
	.section	.BTF.ext,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	32
	.long	0
	.long	36
	.long	36
	.long	84
	.long	120
	.long	0
	.long	8
	.long	10
	.long	1
	.long	.Lfunc_begin0
	.long	3
	.long	66
	.long	1
	.long	.Lfunc_begin1
	.long	7
	.long	16
	.long	10
	.long	2
	.long	.Ltmp0
	.long	42
	.long	0
	.long	15404
	.long	.Ltmp1
	.long	42
	.long	0
	.long	15410
	.long	66
	.long	2
	.long	.Ltmp4
	.long	42
	.long	0
	.long	16481
	.long	.Ltmp7
	.long	42
	.long	0
	.long	16491
