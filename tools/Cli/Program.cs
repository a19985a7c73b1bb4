Console.Error.WriteLine("compilebench: no command is built into this version yet; measure with: dotnet run -c Release --project benchmarks -- --filter '*Compile*'");
return 2;
