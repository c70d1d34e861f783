using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>What the pipeline must know about DRS.</summary>
internal static class DrsApi
{
    public const string Name = "DRS";
    public const string Telemetry = "SageTasks.Drs";
    public const string Path = "/ga4gh/drs/v1";

    private const string Advice =
        $"Give the token of this server in {nameof(DrsOptions)}.{nameof(DrsOptions.Hosts)} or {nameof(DrsClientOptions)}, or one with more rights.";

    public static ApiPlatform Platform { get; } = new() { Name = Name, TelemetryName = Telemetry, TokenAdvice = Advice };
}
