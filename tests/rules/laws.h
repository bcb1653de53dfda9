#include "rules/lattice.h"
