using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.TrimmedApp;

internal static class CoreChecks
{
    public static Task<string> KeyIsStableAsync()
    {
        var canonical = CanonicalJson.Write(JsonNode.Parse("""{"b":1.0,"a":[true,null,"x"]}"""));
        Survivors.Require(canonical, """{"a":[true,null,"x"],"b":1}""");
        var key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
        return Task.FromResult(Survivors.Require(key.ToString(), "abcdefghijklmnopqrstuvwxyz"));
    }
}
