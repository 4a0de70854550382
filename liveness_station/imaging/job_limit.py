"""A cap on this process's memory where the system has no `setrlimit`: a job object of Windows.

https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information
The types have fixed widths, not those of `ctypes.wintypes`, which are Windows's only there.
"""

import ctypes
import sys
from typing import Any, ClassVar, Final

_EXTENDED_LIMITS: Final = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY: Final = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_: ClassVar = [
        ("process_user_time", ctypes.c_int64),
        ("job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class IoCounters(ctypes.Structure):
    """IO_COUNTERS, which the system keeps for itself here."""

    _fields_: ClassVar = [("counters", ctypes.c_uint64 * 6)]


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_: ClassVar = [
        ("basic", BasicLimits),
        ("io", IoCounters),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


def cap_memory(limit_bytes: int) -> bool:
    """Bounds what this process may commit from here on; False where the system refuses to.

    Beyond it an allocation fails, as it does where memory is out. On other systems nothing is
    done, and that is no failure.
    """
    if sys.platform == "win32":
        return put_into_job(ctypes.WinDLL("kernel32"), limit_bytes)
    return True


def put_into_job(kernel: Any, limit_bytes: int) -> bool:
    """Puts this process into a job of its own. `kernel` is kernel32, which has no types.

    The job's handle is kept until the process ends; who is in a job already gets one within it.
    """
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    kernel.SetInformationJobObject.argtypes = [
        *(ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    ]
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    limits = ExtendedLimits(process_memory=limit_bytes)
    limits.basic.flags = _PROCESS_MEMORY
    job = kernel.CreateJobObjectW(None, None)
    size = ctypes.sizeof(limits)
    return bool(
        job
        and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    )
