#include <stdio.h>

int main(void)
{
    puts("proviso 0.1.0");
    return 0;
}
