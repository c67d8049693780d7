#include "effects/answer.h"
