/// Every account at a glance.

import {shell} from "./shell.js";

shell("Dashboard");
