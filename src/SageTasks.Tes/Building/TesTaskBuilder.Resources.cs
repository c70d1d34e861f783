using System.Globalization;

namespace SageTasks.Tes;

public sealed partial class TesTaskBuilder
{
    // TES has no field for either. The first is TES-Azure's; the others are what servers that have one call it.
    private static readonly string[] MachineTypeKeys = ["vm_size", "machine_type", "instance_type"];
    private static readonly string[] GpuKeys = ["gpu", "gpus", "gpu_count", "num_gpus"];

    private readonly Dictionary<string, string> _backend = new(StringComparer.Ordinal);
    private TesResources _resources = new();
    private string? _machineType;
    private int? _gpus;

    /// <summary>The cores, memory and disk that the task needs; what is null is left to the server.</summary>
    /// <param name="cpuCores">Processor cores.</param>
    /// <param name="ramGb">Memory in GB.</param>
    /// <param name="diskGb">Disk in GB.</param>
    public TesTaskBuilder Needs(double? cpuCores = null, double? ramGb = null, double? diskGb = null)
    {
        _resources = _resources with { CpuCores = cpuCores, RamGb = ramGb, DiskGb = diskGb };
        return this;
    }

    /// <summary>Whether the task may run on machines that can be taken away.</summary>
    public TesTaskBuilder Preemptible(bool allowed = true)
    {
        _resources = _resources with { Preemptible = allowed };
        return this;
    }

    /// <summary>Zones of the compute provider that the task may run in.</summary>
    public TesTaskBuilder Zones(params IReadOnlyList<string> zones)
    {
        _resources = _resources with { Zones = [.. zones ?? []] };
        return this;
    }

    /// <summary>The provider's machine type, as a backend parameter: <c>vm_size</c> on TES-Azure, on others the key that the server names.</summary>
    public TesTaskBuilder MachineType(string machineType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(machineType);
        _machineType = machineType;
        return this;
    }

    /// <summary>How many GPUs the task needs, as a backend parameter under the key that the server names.</summary>
    public TesTaskBuilder Gpus(int count)
    {
        _gpus = count;
        return this;
    }

    /// <summary>A parameter that only this server understands.</summary>
    public TesTaskBuilder BackendParameter(string key, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _backend[key] = value;
        return this;
    }

    /// <summary>Lets the server refuse the task for a backend parameter that it does not know, rather than drop the parameter.</summary>
    public TesTaskBuilder Strict(bool strict = true)
    {
        _resources = _resources with { BackendParametersStrict = strict };
        return this;
    }

    private static string KeyOf(string[] keys, TesServiceInfo server) =>
        server.BackendParameters.FirstOrDefault(known => keys.Contains(known, StringComparer.OrdinalIgnoreCase)) ?? keys[0];

    private TesResources? Resources(string machineTypeKey, string gpuKey)
    {
        var backend = new Dictionary<string, string>(_backend, StringComparer.Ordinal);
        if (_machineType is { } machineType)
        {
            backend[machineTypeKey] = machineType;
        }

        if (_gpus is { } gpus)
        {
            backend[gpuKey] = gpus.ToString(CultureInfo.InvariantCulture);
        }

        return _resources == new TesResources() && backend.Count == 0 ? null : _resources with { BackendParameters = backend };
    }
}
