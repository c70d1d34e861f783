using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The published API of TES 1.1.</summary>
internal static class TesSpecification
{
    private const string Tes = "ga4gh/tes-v1.1.openapi.yaml";
    private const string ServiceInfo = "ga4gh/service-info-1.0.0.yaml";
    private const string Base = "/ga4gh/tes/v1";

    public static OpenApiChecker? Load() => Specs.WhyNot(Tes, ServiceInfo) is not null
        ? null
        : OpenApiChecker.Load(Specs.PathOf(Tes), Specs.PathOf(ServiceInfo)) with { AnswersMayHaveNulls = false, Undeclared = new HashSet<int> { 400, 401, 403, 404, 405, 409, 429, 500, 502, 503 } };

    /// <summary>What in an answer the document does not allow. MINIMAL leaves out executors although a task must have them: the document contradicts itself.</summary>
    public static IEnumerable<string> Check(OpenApiChecker checker, ObservedExchange seen) =>
        checker.CheckAnswer(Exchange(seen)).Where(violation => !(IsMinimal(seen) && violation.EndsWith("'executors' is missing", StringComparison.Ordinal)));

    public static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path.StartsWith(Base, StringComparison.Ordinal) ? seen.Path[Base.Length..] : seen.Path,
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };

    private static bool IsMinimal(ObservedExchange seen) => !seen.Query.Any(pair => pair.Key == "view" && pair.Value is "BASIC" or "FULL");
}
