using System.Text.Json;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Building;

/// <summary>Tasks put together step by step, and everything that is refused before it is sent.</summary>
public sealed class TesTaskBuilderTests
{
    private static readonly TesServiceInfo Azure = new()
    {
        Name = "GA4GH TES on Azure",
        Type = new TesServiceType { Group = "org.ga4gh", Artifact = "tes", Version = "1.1.0" },
        BackendParameters = ["vm_size", "internal_path_prefix", "workflow_execution_identity"],
    };

    [Fact]
    public void A_task_holds_what_was_given()
    {
        var task = new TesTaskBuilder("align")
            .Describe("one sample")
            .Input("/in/r1.fq", "s3://b/r1.fq")
            .InputDirectory("/ref", "s3://b/ref/")
            .InputText("/in/params.json", "{}")
            .Volume("/scratch")
            .Run("bwa", ["bwa", "mem", "/ref/g.fa", "/in/r1.fq"], executor => executor with { Stdout = "/scratch/a.sam", Env = new Dictionary<string, string> { ["A"] = "1" } })
            .Run("samtools", ["samtools", "view", "-b", "/scratch/a.sam"], executor => executor with { Stdout = "/out/a.bam" })
            .Output("/out/a.bam", "s3://b/out/a.bam")
            .OutputDirectory("/out/qc", "s3://b/out/qc/")
            .OutputsMatching("/out/parts/*.txt", "/out", "s3://b/out/")
            .Tag("study", "s1")
            .SubmittedBy(new TaskSubmitter { Name = "sagetasks", WorkflowStage = "align" })
            .Needs(cpuCores: 4, ramGb: 8, diskGb: 100).Preemptible().Zones("west")
            .Build();

        Assert.Equal(["/in/r1.fq", "/ref", "/in/params.json"], task.Inputs.Select(input => input.Path));
        Assert.Equal([TesFileType.File, TesFileType.Directory, TesFileType.File], task.Inputs.Select(input => input.Type));
        Assert.Equal(["/out/a.bam", "/out/qc", "/out/parts/*.txt"], task.Outputs.Select(output => output.Path));
        Assert.Equal("/out", task.Outputs[2].PathPrefix);
        Assert.Equal(["bwa", "samtools"], task.Executors.Select(executor => executor.Image));
        Assert.Equal("align", task.Tags["ms-submitter-workflow-stage"]);
        Assert.Equal(3, task.Tags.Count);
        Assert.Equivalent(new TesResources { CpuCores = 4, RamGb = 8, DiskGb = 100, Preemptible = true, Zones = ["west"] }, task.Resources);
        Assert.Equal("one sample", task.Description);
    }

    [Fact]
    public void What_was_not_asked_for_is_not_there() => Assert.Null(new TesTaskBuilder().Run("a", ["b"]).Build().Resources);

    public static TheoryData<string, string> Mistakes => new()
    {
        { """{}""", "executors: there is none" },
        { """{"executors":[{"command":["a"]}]}""", "executors[0].image: is empty" },
        { """{"executors":[{"image":"a"}]}""", "executors[0].command: is empty" },
        { """{"executors":[{"image":"a","command":["a"],"workdir":"tmp"}]}""", "executors[0].workdir: 'tmp' is not an absolute path" },
        { """{"executors":[{"image":"a","command":["a"],"stdin":"x"}]}""", "executors[0].stdin" },
        { """{"executors":[{"image":"a","command":["a"],"stdout":"x"}]}""", "executors[0].stdout" },
        { """{"executors":[{"image":"a","command":["a"],"stderr":"x"}]}""", "executors[0].stderr" },
        { """{"executors":[{"image":"a","command":["a"],"env":{"A=B":"c"}}]}""", "executors[0].env: 'A=B'" },
        { """{"inputs":[{"path":"in/a","url":"s3://b/a"}]}""", "inputs[0].path: 'in/a' is not an absolute path" },
        { """{"inputs":[{"path":"/in/../etc","url":"s3://b/a"}]}""", "leaves its place" },
        { """{"inputs":[{"path":"/in/a"}]}""", "neither url nor content" },
        { """{"inputs":[{"path":"/in/a","url":"s3://b/a","content":"x"}]}""", "both url and content" },
        { """{"inputs":[{"path":"/in/a","type":"DIRECTORY","content":"x"}]}""", "DIRECTORY with content" },
        { """{"inputs":[{"path":"/in/a","url":"bucket/a"}]}""", "inputs[0].url: 'bucket/a' is neither an address" },
        { """{"inputs":[{"path":"/in/a","url":"s3://b/a"},{"path":"/in/a","url":"s3://b/b"}]}""", "'/in/a' is the path of 2 inputs" },
        { """{"outputs":[{"path":"out/a","url":"s3://b/a"}]}""", "outputs[0].path" },
        { """{"outputs":[{"path":"/out/a"}]}""", "has no url" },
        { """{"outputs":[{"path":"/out/*.txt","url":"s3://b/a/"}]}""", "path_prefix is wanted" },
        { """{"outputs":[{"path":"/out/a?","path_prefix":"/other","url":"s3://b/a/"}]}""", "is not how '/out/a?' begins" },
        { """{"volumes":["scratch"]}""", "volumes[0]" },
        { """{"tags":{"":"x"}}""", "tags: a key is empty" },
        { """{"resources":{"cpu_cores":0}}""", "resources.cpu_cores: is 0" },
        { """{"resources":{"ram_gb":-1}}""", "resources.ram_gb: is -1" },
        { """{"resources":{"disk_gb":0}}""", "resources.disk_gb" },
        { """{"resources":{"backend_parameters":{"vm_size":"a","VM_SIZE":"b"}}}""", "2 spellings" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_field_and_value(string task, string finding)
    {
        var violations = TaskRules.Violations(JsonSerializer.Deserialize(task, TesWire.Task)!);

        Assert.Contains(violations, line => line.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var refused = Assert.Throws<TaskRefusedException>(() => new TesTaskBuilder("x").Input("a", "").Tag("t", "1").Tag("t", "2").Gpus(0).Build());

        Assert.Equal(5, refused.Violations.Count);
        Assert.All(refused.Violations, line => Assert.Contains(line, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(128 * 1024, true)]
    [InlineData((128 * 1024) + 1, false)]
    public void Content_is_measured_in_bytes_of_UTF_8(int bytes, bool fits)
    {
        var builder = new TesTaskBuilder().Run("a", ["b"]).InputText("/in/a", new string('é', bytes / 2) + new string('x', bytes % 2));

        Assert.Equal(fits, Record.Exception(builder.Build) is null);
    }

    [Fact]
    public void An_unknown_backend_parameter_refuses_a_strict_task_and_warns_otherwise()
    {
        var builder = new TesTaskBuilder().Run("a", ["b"]).BackendParameter("queue", "fast").BackendParameter("VM_Size", "D4");

        var warning = Assert.Single(builder.BuildFor(Azure).Warnings);
        var refused = Assert.Throws<TaskRefusedException>(() => builder.Strict().BuildFor(Azure));

        Assert.Contains("'queue'", warning, StringComparison.Ordinal);
        Assert.Contains("vm_size", warning, StringComparison.Ordinal);
        Assert.Contains("'queue'", Assert.Single(refused.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_type_and_GPUs_are_given_under_the_keys_that_the_server_names()
    {
        var builder = new TesTaskBuilder().Run("a", ["b"]).MachineType("Standard_NC6").Gpus(2).Strict();
        var other = new TesServiceInfo { BackendParameters = ["Instance_Type", "gpu_count"] };

        var onAzure = Assert.Throws<TaskRefusedException>(() => builder.BuildFor(Azure));
        var built = builder.BuildFor(other);

        Assert.Contains("'gpu'", Assert.Single(onAzure.Violations), StringComparison.Ordinal);
        Assert.Equal("Standard_NC6", built.Task.Resources!.BackendParameters["Instance_Type"]);
        Assert.Equal("2", built.Task.Resources.BackendParameters["gpu_count"]);
        Assert.Empty(built.Warnings);
    }

    [Fact]
    public void What_TES_Azure_leaves_undone_without_a_word_is_said_before()
    {
        var builder = new TesTaskBuilder().Run("a", ["b"], executor => executor with { IgnoreError = true }).Run("c", ["d"]).OutputsMatching("/out/*", "/out", "s3://b/");

        Assert.Equal(
            ["executors: ignore_error is dropped", "executors: only the first one runs", "outputs: path_prefix is dropped"],
            builder.BuildFor(Azure).Warnings.Select(warning => warning.Split(" on TES-Azure")[0]).Order(StringComparer.Ordinal));
        Assert.Empty(builder.BuildFor(new TesServiceInfo()).Warnings);
    }

    [Theory]
    [InlineData("1.1.0", false)]
    [InlineData("1.0", false)]
    [InlineData(null, false)]
    [InlineData("1.2.0-draft", true)]
    public void Half_a_core_needs_a_server_that_knows_fractions(string? version, bool fits)
    {
        var builder = new TesTaskBuilder().Run("a", ["b"]).Needs(cpuCores: 0.5);
        var server = new TesServiceInfo { Type = new TesServiceType { Version = version } };

        Assert.Equal(fits, Record.Exception(() => builder.BuildFor(server)) is null);
    }

    [Fact]
    public async Task The_server_is_asked_what_it_knows()
    {
        var server = new StubTes().On("GET", "/v1/service-info", """{"name":"x","type":{"artifact":"tes"},"tesResources_backend_parameters":["vm_size"]}""");

        var built = await new TesTaskBuilder().Run("a", ["b"]).BackendParameter("x", "y").BuildForAsync(server.Client());

        Assert.Single(built.Warnings);
    }
}
