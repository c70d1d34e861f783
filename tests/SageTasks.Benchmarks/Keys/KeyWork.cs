using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Benchmarks;

/// <summary>Launches as large as those of nf-core/rnaseq, whose keys are computed.</summary>
internal static class KeyWork
{
    private static readonly SubmissionForms Forms = new(default);

    public static SubmissionKey KeyOf(int number)
    {
        var request = new CanonicalRequest { Fields = Fields(number) };
        var plan = new RunPlan<JsonObject>
        {
            Request = request.Fields,
            Inputs = new Dictionary<string, ContentIdentity> { ["/input"] = ContentIdentity.Sha256($"{number:x64}") },
        };
        return Forms.Build(plan, new PreparedRun<JsonObject> { Request = plan.Request, Service = "tower cloud.seqera.io 1234567890" }, request).Key;
    }

    private static JsonObject Fields(int number) => new()
    {
        ["pipeline"] = "https://github.com/nf-core/rnaseq",
        ["revision"] = "3.14.0",
        ["profiles"] = new JsonArray("docker", "test"),
        [CanonicalRequest.Parameters] = new JsonObject
        {
            ["input"] = $"https://api.cloud.seqera.io/workspaces/1/datasets/{number}/v/1/n/samplesheet.csv",
            ["outdir"] = $"s3://lab-results/cohort-{number}",
            ["genome"] = "GRCh38",
            ["aligner"] = "star_salmon",
            ["min_mapped_reads"] = 5,
            ["extra_trimgalore_args"] = "--clip_R1 3 --quality 20",
            ["skip_bigwig"] = true,
            ["save_reference"] = false,
            ["pseudo_aligner_kmer_size"] = 31,
            ["umitools_bc_pattern"] = null,
            ["max_multiqc_email_size"] = "25.MB",
            ["hisat2_build_memory"] = 200.50m,
        },
    };
}
