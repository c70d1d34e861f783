// Checks a sample sheet, runs nf-core/rnaseq on it once, waits, and says where the results are.
//   dotnet run tower.cs -- samples.csv schema_input.json s3://lab/results
// TOWER_ACCESS_TOKEN and TOWER_WORKSPACE_ID; TOWER_API_ENDPOINT for a server of your own.
#:package SageTasks.Tables@0.1.0
#:package SageTasks.Tower@0.1.0
#:property PublishAot=false

using SageTasks.Runs;
using SageTasks.Tables;
using SageTasks.Tower;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var samples, var schema, var results])
{
    Console.Error.WriteLine("usage: dotnet run tower.cs -- SAMPLES SCHEMA RESULTS");
    return 2;
}

var columns = TableRowColumns.Of("sample", "fastq_1", "fastq_2", "strandedness");
var options = new SampleSheetOptions { Schema = SheetSchema.Parse(File.ReadAllText(schema)), SortBy = ["sample"] };
var sheet = await SampleSheet.CreateAsync(TableReader.ReadFileAsync(samples), columns, options);

var tower = new TowerClient(new TowerClientOptions());
var runs = new TowerRuns(tower);
var dataset = await new SheetDatasets(tower).PutAsync(SheetUpload.Of("rnaseq-samples", sheet));
var plan = new RunPlan<TowerLaunch>
{
    Request = new TowerLaunch
    {
        Pipeline = "nf-core/rnaseq",
        Revision = "3.18.0",
        Parameters = new() { ["input"] = dataset.Url, ["outdir"] = results },
    },
    Inputs = new Dictionary<string, ContentIdentity> { ["/input"] = dataset.ToIdentity() },
};

var submission = await new SubmissionGuard().SubmitAsync(runs, plan);
Console.WriteLine($"{submission.Outcome} {submission.RunName}");
var ended = await new RunWatcher().WaitAsync(runs, submission);
Console.WriteLine($"{ended.State}: {(await new RunOutputs(tower).ReadAsync(ended.Id)).OutputDirectory}");

return 0;
