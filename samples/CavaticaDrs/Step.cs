using System.Text.Json.Nodes;

namespace ManifestToDrs;

/// <summary>A step of the app: a shell script that gets both files of reads, the sample's name and the name of the file to write.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Image">The container image with its programs.</param>
/// <param name="Script">The script.</param>
/// <param name="Output">The app's output that it writes.</param>
/// <param name="Ending">How the file's name ends.</param>
internal sealed record Step(string Name, string Image, string Script, string Output, string Ending)
{
    private const string Made = "made";

    public static JsonObject Inputs => new() { ["mate1"] = "File", ["mate2"] = "File", ["sample"] = "string", ["basename"] = "string" };

    /// <summary>Where the workflow finds what the step wrote.</summary>
    public string Source => $"{Name}/{Made}";

    /// <summary>What <c>sh</c> is called with, for values of the inputs.</summary>
    public IReadOnlyList<string> Arguments(string mate1, string mate2, string sample, string basename) => ["-c", Script, "sh", mate1, mate2, sample, basename + Ending];

    /// <summary>The step in CWL.</summary>
    public JsonObject ToCwl() => new()
    {
        ["in"] = new JsonObject(Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Key))),
        ["out"] = new JsonArray(Made),
        ["run"] = new JsonObject
        {
            ["class"] = "CommandLineTool",
            ["requirements"] = new JsonObject { ["DockerRequirement"] = new JsonObject { ["dockerPull"] = Image } },
            ["baseCommand"] = "sh",
            ["arguments"] = new JsonArray([.. Arguments("$(inputs.mate1.path)", "$(inputs.mate2.path)", "$(inputs.sample)", "$(inputs.basename)").Select(argument => JsonValue.Create(argument))]),
            ["inputs"] = Inputs,
            ["outputs"] = new JsonObject { [Made] = new JsonObject { ["type"] = "File", ["outputBinding"] = new JsonObject { ["glob"] = $"$(inputs.basename){Ending}" } } },
        },
    };
}
