using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>One way to the bytes of an object, chosen by what promises most: first a URL that the server signs, then a plain one, then the
/// cloud's own address with the credential of its store. What lies in an archive comes last.</summary>
internal sealed record AccessWay(DrsAccessMethod Method, bool IsSigned)
{
    /// <summary>The ways that can be gone, the best first.</summary>
    public static IReadOnlyList<AccessWay> Of(DrsObject found) =>
    [
        .. found.AccessMethods
            .SelectMany(method => Ways(method))
            .OrderBy(way => way.Method.Available == false)
            .ThenBy(way => way.Rank),
    ];

    public override string ToString() => IsSigned ? $"{Method.Type} (access id)" : Method.Type.ToString();

    private int Rank => IsSigned switch
    {
        true when Method.Type == DrsAccessType.Https => 0,
        true => 1,
        false when IsWeb => 2,
        _ => 3,
    };

    private bool IsWeb => Method.AccessUrl?.Url is { } url && (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http:", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<AccessWay> Ways(DrsAccessMethod method)
    {
        if (!string.IsNullOrEmpty(method.AccessId))
        {
            yield return new AccessWay(method, IsSigned: true);
        }

        if (Location.TryParse(method.AccessUrl?.Url, out _))
        {
            yield return new AccessWay(method, IsSigned: false);
        }
    }
}
