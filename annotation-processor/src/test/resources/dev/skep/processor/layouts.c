typedef signed char byte;
typedef _Bool boolean;

enum Mode { OFF, ON, AUTO };

enum Small { LOW = -3, HIGH = 100 } __attribute__((packed));

enum Large { FIRST = 1, LAST = 0x123456789aULL };

struct Inner {
    signed char a;
    int b;
};

union Number {
    int word;
    char bytes[5];
    unsigned short half;
    struct Inner inner;
    int low : 11;
};

struct Tight {
    signed char a;
    int b;
    short c;
    long long d;
    short words[3];
    struct Inner inner;
    int five : 5;
    long long thirteen : 13;
    unsigned long long sixty : 60;
    signed char last;
    int pair __attribute__((aligned(2)));
} __attribute__((packed));

struct Flags {
    signed char before;
    int three : 3;
    int twelve : 12;
    unsigned int twenty : 20;
    _Bool flag : 1;
    long long forty : 40;
    signed char seven : 7;
    enum Mode mode : 3;
    signed char after;
};

struct Wide {
    enum Small small;
    enum Large large;
    signed char aligned __attribute__((aligned(8)));
    int far __attribute__((aligned(8)));
} __attribute__((aligned(16)));

struct Far {
    unsigned short z;
    _Bool set;
};

typedef unsigned short __be16;
typedef unsigned int __be32;

struct Around {
    signed char kind;
    union {
        int word;
        char bytes[5];
        unsigned short half;
        struct Inner inner;
        int low : 11;
    };
    struct {
        int x;
        struct Far far;
    };
    short network[3];
    __be32 wide[2];
    enum Mode mode;
};

struct All {
    long long n;
    long long result;
    struct Tight tight;
    signed char between;
    struct Flags flags;
    union Number number;
    struct Around around;
    struct Wide wide;
};

struct Links {
    struct Links *next;
    struct Back *back;
    int *word;
    struct Inner **inners;
    unsigned short *shorts[3];
};

struct Back {
    struct Links *links;
    struct Links inline_;
};

struct Table {
    signed char before;
    int numbers[4][8];
    unsigned short deep[2][3][2];
    struct Inner inners[2][2];
    __be32 wide[3][2];
    char names[4][16];
};

struct All all;
struct Table table;
struct Links links;

struct xdp_md {
    unsigned int data;
    unsigned int data_end;
};
